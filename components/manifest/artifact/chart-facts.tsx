import { useTranslations } from "next-intl";
import type { HelmChart } from "#lib/index/types.ts";
import { Fact, Facts } from "../parts/facts.tsx";
import { Section } from "../parts/section.tsx";
import { TextWithLinks } from "../parts/text-with-links.tsx";

/** A Helm chart by its own words: what its Chart.yaml says. */
export function ChartFacts({ chart }: { readonly chart: HelmChart }) {
  const t = useTranslations("manifest.chart");
  const texts = [
    ["version", chart.version],
    ["appVersion", chart.appVersion],
    ["description", chart.description],
    ["type", chart.type],
    ["kubeVersion", chart.kubeVersion],
    ["home", chart.home],
  ] as const;
  return (
    <Section id="chart" title={t("title")}>
      <Facts>
        <Fact name={t("name")}>
          <span className="font-medium">{chart.name}</span>
          {chart.deprecated && <span className="ml-2 text-warning">{t("deprecated")}</span>}
        </Fact>
        {texts.map(([name, text]) =>
          text === null || text === "" ? null : (
            <Fact key={name} name={t(name)}>
              <TextWithLinks text={text} />
            </Fact>
          ),
        )}
        {chart.sources.length > 0 && (
          <Fact name={t("sources")}>
            <ul>
              {chart.sources.map((source) => (
                <li key={source}>
                  <TextWithLinks text={source} />
                </li>
              ))}
            </ul>
          </Fact>
        )}
        {chart.keywords.length > 0 && <Fact name={t("keywords")}>{chart.keywords.join(", ")}</Fact>}
        {chart.maintainers.length > 0 && (
          <Fact name={t("maintainers")}>
            <ul>
              {chart.maintainers.map(({ name, email }) => (
                <li key={`${name} ${email}`}>
                  {name} {email !== null && <span className="text-muted">{email}</span>}
                </li>
              ))}
            </ul>
          </Fact>
        )}
        {chart.dependencies.length > 0 && (
          <Fact name={t("dependencies")}>
            <ul className="space-y-1">
              {chart.dependencies.map(({ name, version, repository }) => (
                <li key={`${name} ${version}`} className="break-words">
                  {name} <span className="text-muted">{version}</span>
                  {repository !== null && (
                    <span className="block break-all text-muted text-xs">{repository}</span>
                  )}
                </li>
              ))}
            </ul>
          </Fact>
        )}
      </Facts>
    </Section>
  );
}
