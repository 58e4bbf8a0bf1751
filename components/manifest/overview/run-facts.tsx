import { useTranslations } from "next-intl";
import { CopyButton } from "#components/ui/copy-button.tsx";
import type { ImageConfig } from "#lib/oci/image-config.ts";
import { sortPorts } from "#lib/oci/ports.ts";
import { commandLine } from "#lib/oci/shell-quote.ts";
import { Fact, Facts } from "../parts/facts.tsx";
import { Section } from "../parts/section.tsx";
import { Health } from "./health.tsx";

/** What a container made from the image does: its command, and the circumstances it runs in. */
export function RunFacts({ config: image }: { readonly config: ImageConfig }) {
  const t = useTranslations("manifest");
  const { config } = image;
  const command = commandLine([...config.Entrypoint, ...config.Cmd]);
  const windows = image.os === "windows";
  return (
    <Section id="run" title={t("run.title")}>
      <Facts>
        <Fact name={t("run.command")}>
          {command === "" ? (
            <span className="text-muted">{t("run.noCommand")}</span>
          ) : (
            <div className="flex items-start gap-2">
              <code className="min-w-0 flex-1 whitespace-pre-wrap break-words text-[0.8125rem]">
                {config.Entrypoint.length > 0 && <span>{commandLine(config.Entrypoint)} </span>}
                <span className="text-muted">{commandLine(config.Cmd)}</span>
              </code>
              <CopyButton text={command} label={t("run.copyCommand")} />
            </div>
          )}
        </Fact>
        <Fact name={t("run.user")}>
          {config.User === "" ? (
            <span className="text-muted">{windows ? t("run.defaultUser") : t("run.root")}</span>
          ) : (
            <code className="break-words text-[0.8125rem]">{config.User}</code>
          )}
        </Fact>
        <Fact name={t("run.workingDirectory")}>
          <code className="break-words text-[0.8125rem]">
            {config.WorkingDir || (windows ? "C:\\" : "/")}
          </code>
        </Fact>
        <Fact name={t("run.ports")}>
          <Words words={sortPorts(config.ExposedPorts)} none={t("run.noPorts")} />
        </Fact>
        <Fact name={t("run.volumes")}>
          <Words words={config.Volumes} none={t("run.noVolumes")} />
        </Fact>
        <Fact name={t("run.stopSignal")}>
          {config.StopSignal === undefined || config.StopSignal === "" ? (
            <span className="text-muted">{t("run.defaultStopSignal")}</span>
          ) : (
            <code className="text-[0.8125rem]">{config.StopSignal}</code>
          )}
        </Fact>
        <Fact name={t("run.healthcheck")}>
          <Health check={config.Healthcheck} />
        </Fact>
      </Facts>
    </Section>
  );
}

function Words({ words, none }: { readonly words: readonly string[]; readonly none: string }) {
  if (words.length === 0) return <span className="text-muted">{none}</span>;
  return (
    <ul className="flex flex-wrap gap-1.5">
      {words.map((word) => (
        <li key={word} className="min-w-0">
          <code className="break-all rounded bg-subtle px-1.5 py-0.5 text-[0.8125rem]">{word}</code>
        </li>
      ))}
    </ul>
  );
}
