import { useTranslations } from "next-intl";
import { numbered } from "#components/layers/numbered.ts";
import { Bytes } from "#components/ui/bytes.tsx";
import { CopyButton } from "#components/ui/copy-button.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import type { ImageDetail } from "#lib/index/types.ts";
import { commandLine } from "#lib/oci/shell-quote.ts";
import { blobAddress } from "../addresses.ts";
import type { Page } from "../page-model.ts";
import { Digest } from "../parts/digest.tsx";
import { Fact, Facts } from "../parts/facts.tsx";
import { PairsTable } from "../parts/pairs-table.tsx";
import { Section } from "../parts/section.tsx";
import { otherProperties } from "./other-properties.ts";

/** What is in an image's config besides what the overview and the history show. */
export function ConfigView({ page, image }: { readonly page: Page; readonly image: ImageDetail }) {
  const t = useTranslations("manifest.config");
  const { config, configDescriptor } = image;
  const execution = config.config;
  const others = otherProperties(image.rawConfig);
  return (
    <div className="grid gap-x-8 gap-y-6 lg:grid-cols-2">
      <div className="min-w-0 space-y-6">
        <Section id="config" title={t("title")}>
          <Facts>
            <Fact name={t("digest")}>
              <Digest
                digest={configDescriptor.digest}
                href={blobAddress(page.place, configDescriptor.digest)}
              />
            </Fact>
            <Fact name={t("mediaType")}>
              <code className="break-all text-[0.8125rem]">{configDescriptor.mediaType}</code>
            </Fact>
            <Fact name={t("size")}>
              <Bytes bytes={configDescriptor.size} />
            </Fact>
            {config.created !== undefined && (
              <Fact name={t("created")}>
                <RelativeTime date={config.created} />
              </Fact>
            )}
            {config.author !== undefined && config.author !== "" && (
              <Fact name={t("author")}>{config.author}</Fact>
            )}
            <Fact name={t("os")}>
              {config.os}
              {config["os.version"] !== undefined && ` ${config["os.version"]}`}
              {(config["os.features"] ?? []).length > 0 && ` (${config["os.features"]?.join(", ")})`}
            </Fact>
            <Fact name={t("architecture")}>
              {config.architecture}
              {config.variant !== undefined && config.variant !== "" && `/${config.variant}`}
            </Fact>
            {execution.Shell.length > 0 && (
              <Fact name={t("shell")}>
                <code className="text-[0.8125rem]">{commandLine(execution.Shell)}</code>
              </Fact>
            )}
            {execution.OnBuild.length > 0 && (
              <Fact name={t("onBuild")}>
                <ol className="space-y-1">
                  {numbered(execution.OnBuild).map(({ item: line, number }) => (
                    <li key={number}>
                      <code className="break-words text-[0.8125rem]">{line}</code>
                    </li>
                  ))}
                </ol>
              </Fact>
            )}
          </Facts>
        </Section>
        {others.length > 0 && (
          <Section id="other" title={t("other")} aside={t("otherHint")}>
            <PairsTable caption={t("other")} pairs={others} />
          </Section>
        )}
      </div>
      <Section
        id="rootfs"
        title={t("rootfs")}
        aside={t("rootfsHint", { count: config.rootfs.diff_ids.length })}
      >
        {config.rootfs.diff_ids.length === 0 ? (
          <p className="text-muted text-sm">{t("noLayers")}</p>
        ) : (
          <ol className="divide-y divide-line overflow-hidden rounded-lg border border-line bg-raised text-sm">
            {numbered(config.rootfs.diff_ids).map(({ item: diffId, number }) => (
              <li key={number} className="flex items-start gap-3 px-3 py-1.5">
                <span className="w-6 shrink-0 py-1 text-right text-muted text-xs tabular-nums">{number}</span>
                <code className="min-w-0 flex-1 break-all py-1 text-xs">{diffId}</code>
                <CopyButton text={diffId} label={t("copyDiffId", { number })} />
              </li>
            ))}
          </ol>
        )}
      </Section>
    </div>
  );
}
