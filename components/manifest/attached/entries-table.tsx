import Link from "next/link";
import { useTranslations } from "next-intl";
import { numbered } from "#components/layers/numbered.ts";
import { Bytes } from "#components/ui/bytes.tsx";
import type { IndexEntry } from "#lib/index/types.ts";
import type { Digest as DigestText } from "#lib/oci/digest.ts";
import { manifestPage } from "../addresses.ts";
import type { Page } from "../page-model.ts";
import { Digest } from "../parts/digest.tsx";
import { Section } from "../parts/section.tsx";

/** The manifests of an index: its platforms, and what attests them. */
export function EntriesTable({ page }: { readonly page: Page }) {
  const t = useTranslations("manifest.entries");
  const { entries, chosen } = page.detail;
  return (
    <Section id="entries" title={t("title")} aside={entries.length}>
      {entries.length === 0 ? (
        <p className="text-muted text-sm">{t("none")}</p>
      ) : (
        <div className="overflow-x-auto rounded-lg border border-line bg-raised">
          <table className="w-full text-sm">
            <caption className="sr-only">{t("title")}</caption>
            <thead className="border-line border-b text-left text-muted text-xs">
              <tr>
                <th scope="col" className="px-3 py-2 font-medium">
                  {t("platform")}
                </th>
                <th scope="col" className="px-2 py-2 font-medium">
                  {t("digest")}
                </th>
                <th scope="col" className="hidden px-2 py-2 font-medium sm:table-cell">
                  {t("role")}
                </th>
                <th scope="col" className="px-3 py-2 text-right font-medium">
                  {t("size")}
                </th>
              </tr>
            </thead>
            <tbody className="divide-y divide-line">
              {numbered(entries).map(({ item: entry, number }) => (
                <tr key={number} className={entry === chosen ? "bg-accent-soft" : ""}>
                  <td className="px-3 py-1.5">
                    {entry.attests === null ? (
                      <Link
                        className="link break-all font-mono text-[0.8125rem]"
                        href={page.address({ view: "overview", platform: entry.key })}
                        prefetch={false}
                      >
                        {entry.label}
                      </Link>
                    ) : (
                      <span className="text-muted">
                        {t("attests", { platform: labelOf(entries, entry.attests) })}
                      </span>
                    )}
                  </td>
                  <td className="px-2 py-1.5">
                    <Digest
                      digest={entry.descriptor.digest}
                      href={manifestPage(page.place, entry.descriptor.digest)}
                    />
                  </td>
                  <td
                    className="hidden px-2 py-1.5 text-muted sm:table-cell"
                    title={entry.descriptor.mediaType}
                  >
                    {entry.attests === null ? t("image") : t("attestation")}
                  </td>
                  <td className="whitespace-nowrap px-3 py-1.5 text-right tabular-nums">
                    {entry.size === null ? (
                      <span className="text-warning">{t("unreadable")}</span>
                    ) : (
                      <Bytes bytes={entry.size} />
                    )}
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

/** The platform of an index's entry, or its digest where it is not in the index. */
export function labelOf(entries: readonly IndexEntry[], digest: DigestText): string {
  return entries.find(({ descriptor }) => descriptor.digest === digest)?.label ?? digest.slice(0, 19);
}
