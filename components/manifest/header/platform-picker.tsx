import Link from "next/link";
import { useTranslations } from "next-intl";
import { Bytes } from "#components/ui/bytes.tsx";
import type { IndexEntry } from "#lib/index/types.ts";
import type { Page } from "../page-model.ts";

/** The platforms of an index as links, each with its compressed size; the view stays. */
export function PlatformPicker({ page }: { readonly page: Page }) {
  const t = useTranslations("manifest");
  const { entries, chosen } = page.detail;
  const images = platformEntries(entries);
  if (images.length === 0) return null;
  return (
    <nav aria-label={t("platforms")} className="min-w-0">
      <ul className="flex flex-wrap gap-1.5">
        {images.map((entry) => (
          <li key={entry.descriptor.digest + entry.label} className="min-w-0">
            <Link
              href={page.address({ platform: entry.key })}
              prefetch={false}
              scroll={false}
              aria-current={entry === chosen ? "true" : undefined}
              className="flex min-h-8 items-center gap-2 rounded-md border border-line bg-raised px-2.5 py-1 text-sm hover:bg-subtle aria-[current=true]:border-accent aria-[current=true]:bg-accent-soft"
            >
              <span className="min-w-0 break-all font-mono text-[0.8125rem]">{entry.label}</span>
              <span className="shrink-0 text-muted text-xs">
                {entry.size === null ? t("unreadable") : <Bytes bytes={entry.size} />}
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** The entries that have a platform to choose by: not attestations, nor artifacts in an index of their own. */
function platformEntries(entries: readonly IndexEntry[]): readonly IndexEntry[] {
  return entries.filter(
    ({ attests, platform }) => attests === null && platform !== null && platform.os !== "unknown",
  );
}
