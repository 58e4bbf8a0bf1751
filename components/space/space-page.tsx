import { HardDrive } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { RegistryHeader } from "#components/repository/registry-header.tsx";
import { registryAddress } from "#components/ui/address.ts";
import { buttonClass } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import type { GrowthDay, SpaceNumbers, SpacePart } from "#lib/index/space/types.ts";
import { GrowthChart } from "./growth-chart.tsx";
import { Numbers } from "./numbers.tsx";
import { PartView } from "./part-view.tsx";
import { divisions, type SpaceView, spaceAddress } from "./space-address.ts";

interface SpacePageProps {
  readonly slug: string;
  readonly name: string;
  readonly view: SpaceView;
  readonly numbers: SpaceNumbers;
  readonly part: SpacePart;
  /** Whether there is what the address names. */
  readonly found: boolean;
  readonly growth: readonly GrowthDay[];
  /** In UTC, such as `2026-01-02`. */
  readonly today: string;
}

/** Where the space of a registry goes. All of it is in the address, and works without scripts. */
export function SpacePage({ slug, name, view, numbers, part, found, growth, today }: SpacePageProps) {
  const t = useTranslations("space");
  const whose =
    part.kind === "repository" ? part.repository : part.kind === "image" ? part.image.repository : name;
  return (
    <>
      <RegistryHeader registry={{ slug, name }} title={t("title", { name })} description={t("description")} />
      {numbers.images === 0 ? (
        <EmptyState
          icon={<HardDrive aria-hidden />}
          title={numbers.uncounted > 0 ? t("empty.counting") : t("empty.title")}
          action={
            <Link href={registryAddress(slug)} className={buttonClass()}>
              {t("empty.open", { name })}
            </Link>
          }
        >
          <p>{numbers.uncounted > 0 ? t("empty.countingHint") : t("empty.description")}</p>
        </EmptyState>
      ) : (
        <div className="space-y-6">
          <Numbers numbers={numbers} />
          <Lacking numbers={numbers} />
          {!found && <Callout>{t("gone")}</Callout>}
          <nav
            aria-label={t("divisions")}
            className="-mx-3 overflow-x-auto border-line border-b px-3 sm:mx-0 sm:px-0"
          >
            <ul className="flex min-w-max gap-1">
              {divisions.map((by) => (
                <li key={by}>
                  <Link
                    href={spaceAddress(slug, { by })}
                    prefetch={false}
                    scroll={false}
                    aria-current={by === view.by ? "page" : undefined}
                    className="-mb-px flex h-10 items-center border-transparent border-b-2 px-3 text-muted hover:text-foreground aria-[current=page]:border-accent aria-[current=page]:font-medium aria-[current=page]:text-foreground"
                  >
                    {t(`by.${by}`)}
                  </Link>
                </li>
              ))}
            </ul>
          </nav>
          <PartView slug={slug} name={name} view={view} part={part} />
          <section aria-labelledby="growth" className="space-y-3">
            <h2 id="growth" className="font-semibold text-base [overflow-wrap:anywhere]">
              {t("growth.title", { name: whose })}
            </h2>
            <GrowthChart name={whose} days={growth} today={today} />
          </section>
          <p className="max-w-3xl text-muted text-xs">{t("garbage")}</p>
        </div>
      )}
    </>
  );
}

/** What the sums do not have yet. */
function Lacking({ numbers: { uncounted, unread } }: { readonly numbers: SpaceNumbers }) {
  const t = useTranslations("space");
  if (uncounted === 0 && unread === 0) return null;
  return (
    <Callout>
      {uncounted > 0 && <p>{t("uncounted", { count: uncounted })}</p>}
      {unread > 0 && <p>{t("unread", { count: unread })}</p>}
    </Callout>
  );
}
