import { ChevronRight } from "lucide-react";
import Link from "next/link";
import { useFormatter, useTranslations } from "next-intl";
import { repositoryAddress } from "#components/ui/address.ts";
import { Bytes } from "#components/ui/bytes.tsx";
import type { SpacePart } from "#lib/index/space/types.ts";
import { AgeColumns } from "./age-columns.tsx";
import { monthName } from "./month-tiles.ts";
import { tilesOf } from "./part-tiles.ts";
import { trailOf } from "./part-trail.ts";
import { type SpaceView, spaceAddress } from "./space-address.ts";
import { TileTable } from "./tile-table.tsx";
import { Treemap } from "./treemap.tsx";

interface PartViewProps {
  readonly slug: string;
  readonly name: string;
  readonly view: SpaceView;
  readonly part: SpacePart;
}

/** A part of the space: the way to it, its picture, and the same as a table. */
export function PartView({ slug, name, view, part }: PartViewProps) {
  const t = useTranslations("space");
  const format = useFormatter();
  const tiles = tilesOf(part, { t, format, slug }, view.every);
  const label = t(`picture.${part.kind}`);
  return (
    <section aria-label={label} className="space-y-3">
      <div className="flex min-h-8 flex-wrap items-center gap-x-3 gap-y-1">
        <Trail slug={slug} name={name} part={part} />
        <span className="text-muted">
          <Bytes bytes={part.bytes} />
        </span>
        {part.kind === "repository" && (
          <Link
            href={repositoryAddress(slug, part.repository)}
            prefetch={false}
            className="link ml-auto py-0.5"
          >
            {t("openTags")}
          </Link>
        )}
        {part.kind === "months" && <Periods slug={slug} every={view.every} />}
      </div>
      <p className="max-w-3xl text-muted text-xs">{t(`hint.${part.kind}`)}</p>
      {tiles.length === 0 ? (
        <p className="text-muted">{t("nothing")}</p>
      ) : (
        <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
          {part.kind === "months" ? (
            <AgeColumns label={label} tiles={tiles} />
          ) : (
            <Treemap label={label} tiles={tiles} whole={part.bytes} />
          )}
          <TileTable caption={label} tiles={tiles} whole={part.bytes} />
        </div>
      )}
    </section>
  );
}

/** The way to the part, from the whole registry. */
function Trail({ slug, name, part }: Omit<PartViewProps, "view">) {
  const t = useTranslations("space");
  const format = useFormatter();
  const month =
    part.kind === "month" ? (part.month === "" ? t("noDate") : monthName(part.month, format)) : undefined;
  const whole = { label: name, href: spaceAddress(slug, part.kind === "month" ? { by: "age" } : {}) };
  const steps = [whole, ...trailOf(part, slug), ...(month === undefined ? [] : [{ label: month, href: "" }])];
  return (
    <nav aria-label={t("trail")} className="min-w-0">
      <ol className="flex flex-wrap items-center gap-x-1 text-base">
        {steps.map(({ label, href }, at) =>
          at === steps.length - 1 ? (
            <li key={href} aria-current="location" className="min-w-0 font-semibold [overflow-wrap:anywhere]">
              {label}
            </li>
          ) : (
            <li key={href} className="flex min-w-0 items-center gap-x-1">
              <Link
                href={href}
                prefetch={false}
                scroll={false}
                className="link py-0.5 [overflow-wrap:anywhere]"
              >
                {label}
              </Link>
              <ChevronRight aria-hidden className="size-3.5 shrink-0 text-muted" />
            </li>
          ),
        )}
      </ol>
    </nav>
  );
}

/** How long a period is. */
function Periods({ slug, every }: { readonly slug: string; readonly every: SpaceView["every"] }) {
  const t = useTranslations("space");
  return (
    <ul aria-label={t("every.label")} className="ml-auto flex rounded-md border border-control/60 p-px">
      {(["month", "quarter"] as const).map((period) => (
        <li key={period}>
          <Link
            href={spaceAddress(slug, { by: "age", every: period })}
            prefetch={false}
            scroll={false}
            aria-current={period === every ? "true" : undefined}
            className="flex h-7 items-center rounded px-2.5 text-muted text-xs hover:text-foreground aria-[current=true]:bg-subtle aria-[current=true]:font-medium aria-[current=true]:text-foreground"
          >
            {t(`every.${period}`)}
          </Link>
        </li>
      ))}
    </ul>
  );
}
