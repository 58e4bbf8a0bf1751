import Link from "next/link";
import { useTranslations } from "next-intl";
import type { Page } from "../page-model.ts";
import type { View } from "../views.ts";

/** The views of the page as links: each has an address of its own, and all work without scripts. */
export function ViewTabs({ page }: { readonly page: Page }) {
  const t = useTranslations("manifest");
  const { image, attached } = page.detail;
  const counts: Partial<Record<View, number>> = {
    layers: image?.layers.length ?? 0,
    attached: attached.length,
  };
  return (
    <nav aria-label={t("views")} className="-mx-3 overflow-x-auto border-line border-b px-3 sm:mx-0 sm:px-0">
      <ul className="flex min-w-max gap-1">
        {page.views.map((view) => (
          <li key={view}>
            <Link
              href={page.address({ view })}
              prefetch={false}
              scroll={false}
              aria-current={view === page.view ? "page" : undefined}
              className="-mb-px flex h-10 items-center gap-1.5 border-transparent border-b-2 px-3 text-muted text-sm hover:text-foreground aria-[current=page]:border-accent aria-[current=page]:font-medium aria-[current=page]:text-foreground"
            >
              {t(`view.${view}`)}
              {(counts[view] ?? 0) > 0 && (
                <span className="rounded-full bg-subtle px-1.5 text-muted text-xs tabular-nums">
                  {counts[view]}
                </span>
              )}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
