import { useTranslations } from "next-intl";
import { numbered } from "#components/layers/numbered.ts";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import type { Schema1Detail } from "#lib/index/types.ts";
import { blobAddress } from "../addresses.ts";
import { DockerfileCode } from "../history/dockerfile-code.tsx";
import { Environment } from "../overview/environment.tsx";
import { RunFacts } from "../overview/run-facts.tsx";
import type { Page } from "../page-model.ts";
import { Digest } from "../parts/digest.tsx";
import { Section } from "../parts/section.tsx";

/** An image in Docker's schema 1: read-only, with what this old form tells. */
export function Schema1Overview({ page, schema1 }: { readonly page: Page; readonly schema1: Schema1Detail }) {
  const t = useTranslations("manifest.schema1");
  return (
    <div className="space-y-6">
      <div
        role="note"
        className="max-w-prose space-y-1 rounded-lg border border-line bg-raised px-3 py-2.5 text-sm"
      >
        <p className="font-medium">{t("title")}</p>
        <p className="text-muted">{t("explanation")}</p>
        <p className="text-muted">
          {t("about", {
            name: `${schema1.name}:${schema1.tag}`,
            platform: schema1.platform,
            signed: String(schema1.signed),
          })}
        </p>
      </div>
      {schema1.config !== null && (
        <div className="grid gap-x-8 gap-y-6 lg:grid-cols-2">
          <RunFacts config={schema1.config} />
          <Environment entries={schema1.config.config.Env} />
        </div>
      )}
      <Section id="layers" title={t("layers")} aside={schema1.layers.length}>
        <ol className="divide-y divide-line rounded-lg border border-line bg-raised text-sm">
          {numbered(schema1.layers).map(({ item: { digest, text, created, throwaway }, number }) => (
            <li key={number} className="flex flex-wrap items-start gap-x-3 gap-y-1 px-3 py-2">
              <span className="w-6 shrink-0 text-right text-muted text-xs leading-5 tabular-nums">
                {number}
              </span>
              <div className="min-w-0 flex-1 basis-64">
                {text === "" ? (
                  <span className="text-muted">{t("silent")}</span>
                ) : (
                  <DockerfileCode text={text} />
                )}
                {created !== null && !Number.isNaN(Date.parse(created)) && (
                  <span className="text-muted text-xs">
                    <RelativeTime date={created} />
                  </span>
                )}
              </div>
              <span className="flex items-center gap-2">
                {throwaway && <span className="text-muted text-xs">{t("throwaway")}</span>}
                <Digest digest={digest} href={blobAddress(page.place, digest)} />
              </span>
            </li>
          ))}
        </ol>
      </Section>
    </div>
  );
}
