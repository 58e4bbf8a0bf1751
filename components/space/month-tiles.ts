import type { SpacePart } from "#lib/index/space/types.ts";
import { spaceAddress } from "./space-address.ts";
import { sharedTile, type Tile, type Wording } from "./tile.ts";

type Months = Extract<SpacePart, { kind: "months" }>;

/** What was created when, the latest first, and what images of any age share. */
export function monthTiles(
  part: Months,
  { t, format, slug }: Wording,
  every: "month" | "quarter",
): readonly Tile[] {
  const shared = sharedTile("shared", t("shared.images"), t("shared.imagesHint"), part.sharedBytes);
  return [
    ...periodsOf(part, every).map(({ period, months, images, exclusiveBytes }): Tile => {
      const only = months.length === 1 ? months[0] : undefined;
      return {
        key: period,
        label:
          period === ""
            ? t("noDate")
            : every === "quarter"
              ? t("quarter", quarterOf(period))
              : monthName(period, format),
        facts: t("facts.images", { images }),
        bytes: exclusiveBytes,
        look: "light",
        href:
          only === undefined ? null : spaceAddress(slug, { by: "age", at: only === "" ? "unknown" : only }),
      };
    }),
    ...shared,
  ];
}

interface Period {
  /** Such as `2026-01`, or `2026-Q1`; empty for what has no date. */
  readonly period: string;
  readonly months: readonly string[];
  readonly images: number;
  readonly exclusiveBytes: number;
}

/** The months by themselves, or three together, in their order. */
function periodsOf({ months }: Pick<Months, "months">, every: "month" | "quarter"): readonly Period[] {
  const periods = new Map<string, Period>();
  for (const { month, images, exclusiveBytes } of months) {
    const period = every === "quarter" && month !== "" ? quarter(month) : month;
    const sum = periods.get(period) ?? { period, months: [], images: 0, exclusiveBytes: 0 };
    periods.set(period, {
      period,
      months: [...sum.months, month],
      images: sum.images + images,
      exclusiveBytes: sum.exclusiveBytes + exclusiveBytes,
    });
  }
  return [...periods.values()];
}

const quarter = (month: string) => `${month.slice(0, 4)}-Q${Math.ceil(Number(month.slice(5)) / 3)}`;

const quarterOf = (period: string) => ({ year: period.slice(0, 4), quarter: period.slice(6) });

/** A month as people write it. */
export function monthName(month: string, format: Wording["format"]): string {
  return format.dateTime(new Date(`${month}-15T00:00:00Z`), {
    year: "numeric",
    month: "short",
    timeZone: "UTC",
  });
}
