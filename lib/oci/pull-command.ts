import { isLoopbackHost } from "./host.ts";
import { parseReference } from "./reference.ts";
import { shellQuote } from "./shell-quote.ts";

type PullTool = "docker" | "podman" | "nerdctl" | "crictl";

export interface PullCommand {
  readonly tool: PullTool;
  /** One line for a POSIX shell. */
  readonly command: string;
  /**
   * Whether the tool first needs the set-up of the client page: it has no flag that lets it pull over plain HTTP or
   * without checking the certificate, or there is a certificate worth checking.
   */
  readonly needsSetup: boolean;
}

/** How a registry departs from HTTPS with a certificate that everybody trusts. */
export interface PullFlags {
  readonly plainHttp?: boolean;
  readonly skipTlsVerify?: boolean;
  /** Its certificate is of an authority that clients have to be told of. */
  readonly ownCa?: boolean;
}

/**
 * The commands that pull a reference, one for each tool, with the flags that the registry needs.
 *
 * @throws {OciSyntaxError} where `reference` is none.
 */
export function pullCommands(reference: string, flags: PullFlags = {}): PullCommand[] {
  const { host = "" } = parseReference(reference);
  const insecure = flags.plainHttp === true || flags.skipTlsVerify === true;
  // Docker and nerdctl need nothing for a registry on their own machine; Podman makes no difference.
  const distrusted = insecure && !isLoopbackHost(host);
  const toBeTold = flags.ownCa === true && !insecure;
  const untold = toBeTold && !isLoopbackHost(host);
  const quoted = shellQuote(reference);
  return [
    { tool: "docker", command: `docker pull ${quoted}`, needsSetup: distrusted || untold },
    {
      tool: "podman",
      command: `podman pull ${insecure ? "--tls-verify=false " : ""}${quoted}`,
      needsSetup: toBeTold,
    },
    {
      tool: "nerdctl",
      command: `nerdctl ${distrusted ? "--insecure-registry " : ""}pull ${quoted}`,
      needsSetup: untold,
    },
    { tool: "crictl", command: `crictl pull ${quoted}`, needsSetup: distrusted || untold },
  ];
}
