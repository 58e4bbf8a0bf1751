import Link from "next/link";
import { useTranslations } from "next-intl";
import { registryAddress, repositoryAddress, tagAddress } from "#components/ui/address.ts";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import type { RegistryOverview } from "#lib/index/types.ts";
import { newestOfAll } from "./newest-of-all.ts";

/** Images that are listed at most. */
const shown = 12;

/** The newest images of all registries. */
export function RecentImages({ overviews }: { readonly overviews: readonly RegistryOverview[] }) {
  const t = useTranslations("home");
  const images = newestOfAll(overviews, shown);
  return (
    <section aria-labelledby="newest-images" className="min-w-0">
      <h2 id="newest-images" title={t("recentHint")} className="mb-2 font-semibold">
        {t("recent")}
      </h2>
      {images.length === 0 ? (
        <p className="rounded-lg border border-line border-dashed px-4 py-8 text-center text-muted">
          {t("noRecent")}
        </p>
      ) : (
        <ol className="divide-y divide-line rounded-lg border border-line bg-raised">
          {images.map(({ registry, repository, tag, created }) => (
            <li key={`${registry.slug}/${repository}:${tag}`} className="flex items-center gap-3 px-3 py-2">
              <div className="min-w-0 flex-1">
                <p className="flex min-w-0 text-[0.8125rem]">
                  <Link
                    href={repositoryAddress(registry.slug, repository)}
                    prefetch={false}
                    title={repository}
                    className="min-w-0 truncate py-0.5 hover:text-accent hover:underline"
                  >
                    {repository}
                  </Link>
                  <span className="py-0.5 text-muted">:</span>
                  <Link
                    href={tagAddress(registry.slug, repository, tag)}
                    prefetch={false}
                    title={tag}
                    className="min-w-6 max-w-[60%] shrink-0 truncate py-0.5 font-medium font-mono hover:text-accent hover:underline"
                  >
                    {tag}
                  </Link>
                </p>
                {overviews.length > 1 && (
                  <Link
                    href={registryAddress(registry.slug)}
                    prefetch={false}
                    className="inline-block py-1 text-muted text-xs hover:underline"
                  >
                    {registry.name}
                  </Link>
                )}
              </div>
              <span className="shrink-0 text-muted text-xs">
                <RelativeTime date={created} />
              </span>
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}
