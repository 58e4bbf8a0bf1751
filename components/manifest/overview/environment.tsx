import { TriangleAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import { CopyButton } from "#components/ui/copy-button.tsx";
import { splitEnvironment } from "#lib/oci/env.ts";
import { Section } from "../parts/section.tsx";
import { secretInVariable } from "../secrets.ts";

/** The environment of a container made from the image. What looks like a secret is flagged: whoever can pull it can read it. */
export function Environment({ entries }: { readonly entries: readonly string[] }) {
  const t = useTranslations("manifest.environment");
  // A variable may be set twice to different values; the same entry twice says nothing new.
  const variables = [...new Set(entries)].map((entry) => {
    const { name, value } = splitEnvironment(entry);
    return { entry, name, value, secret: value === undefined ? null : secretInVariable(name, value) };
  });
  const secrets = variables.filter(({ secret }) => secret !== null).length;
  return (
    <Section
      id="environment"
      title={t("title")}
      aside={
        secrets > 0 ? (
          <span className="font-medium text-warning">{t("secrets", { count: secrets })}</span>
        ) : (
          entries.length || undefined
        )
      }
      action={entries.length > 0 && <CopyButton text={entries.join("\n")} label={t("copyAll")} />}
    >
      {entries.length === 0 ? (
        <p className="text-muted text-sm">{t("none")}</p>
      ) : (
        <div className="overflow-hidden rounded-lg border border-line bg-raised">
          <table className="w-full table-fixed text-sm">
            <caption className="sr-only">{t("title")}</caption>
            <thead className="sr-only">
              <tr>
                <th scope="col">{t("name")}</th>
                <th scope="col">{t("value")}</th>
              </tr>
            </thead>
            <tbody className="divide-y divide-line">
              {variables.map(({ entry, name, value, secret }) => (
                <tr
                  key={entry}
                  className={`block px-3 py-1.5 sm:table-row ${secret === null ? "" : "bg-warning-soft"}`}
                >
                  <th
                    scope="row"
                    className="block break-words text-left align-top font-mono font-normal text-[0.8125rem] text-muted sm:table-cell sm:w-1/3 sm:px-3 sm:py-2"
                  >
                    {name}
                  </th>
                  <td className="block align-top sm:table-cell sm:py-1 sm:pr-1">
                    <div className="flex items-start gap-2">
                      <div className="min-w-0 flex-1 py-1">
                        <code className="whitespace-pre-wrap break-words text-[0.8125rem]">
                          {value ?? <span className="text-muted">{t("unset")}</span>}
                        </code>
                        {secret !== null && (
                          <p className="mt-1 flex items-start gap-1.5 text-warning text-xs">
                            <TriangleAlert aria-hidden className="mt-px size-3.5 shrink-0" />
                            {t(`secret.${secret}`)}
                          </p>
                        )}
                      </div>
                      <CopyButton text={value ?? entry} label={t("copy", { name })} />
                    </div>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Section>
  );
}
