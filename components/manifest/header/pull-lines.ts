import { pullHost } from "#lib/oci/host.ts";
import { pullCommands } from "#lib/oci/pull-command.ts";
import { formatReference } from "#lib/oci/reference.ts";
import { shellQuote } from "#lib/oci/shell-quote.ts";
import type { Page } from "../page-model.ts";

/** A command that gets what the page shows. */
interface PullLine {
  readonly tool: string;
  readonly command: string;
  /** The tool's own configuration has to name this registry first. */
  readonly needsSetup: boolean;
}

/** The commands by tag, where the page was opened by one, and by digest. */
export interface PullLines {
  readonly tag: readonly PullLine[] | null;
  readonly digest: readonly PullLine[];
}

/** The commands that get what a page shows: container engines for images, `helm` for charts, `oras` for other artifacts. */
export function pullLines({ registry, detail, kind }: Page): PullLines {
  const { repository, tag, digest, artifact } = detail;
  const host = pullHost(registry.url, registry.publicAddress);
  const lines = (reference: string): PullLine[] => {
    if (kind !== "artifact") {
      return pullCommands(reference, { ...registry, ownCa: registry.ca !== undefined });
    }
    const oras = line("oras", `oras pull${flags(registry, "--insecure")} ${shellQuote(reference)}`);
    if (artifact?.chart === null || artifact === null) return [oras];
    const { version } = artifact.chart;
    const insecure = flags(registry, "--insecure-skip-tls-verify");
    const chart = shellQuote(`oci://${host}/${repository}`);
    return [
      line(
        "helm",
        reference.includes("@")
          ? `helm pull${insecure} ${chart}@${digest}`
          : `helm pull${insecure} ${chart} --version ${shellQuote(version)}`,
      ),
      oras,
    ];
  };
  return {
    tag: tag === null ? null : lines(formatReference({ host, repository, tag })),
    digest: lines(formatReference({ host, repository, digest })),
  };
}

const line = (tool: string, command: string): PullLine => ({ tool, command, needsSetup: false });

function flags({ plainHttp, skipTlsVerify, url }: Page["registry"], unverified: string): string {
  if (plainHttp && url.startsWith("http:")) return " --plain-http";
  return skipTlsVerify ? ` ${unverified}` : "";
}
