import { useFormatter, useTranslations } from "next-intl";
import { formatBytes } from "#components/ui/bytes.ts";
import { Bytes } from "#components/ui/bytes.tsx";
import type { GrowthDay } from "#lib/index/space/types.ts";
import { growthPoints, roundUp } from "./growth-points.ts";

interface GrowthChartProps {
  /** Whose growth it is. */
  readonly name: string;
  readonly days: readonly GrowthDay[];
  /** In UTC, such as `2026-01-02`. */
  readonly today: string;
}

const width = 800;
const height = 180;

/** How something grew: a line, with the days as a table behind it. */
export function GrowthChart({ name, days, today }: GrowthChartProps) {
  const t = useTranslations("space.growth");
  const format = useFormatter();
  const first = days[0];
  const last = days.at(-1);
  if (first === undefined || last === undefined) return <p className="text-muted">{t("none")}</p>;
  const top = roundUp(Math.max(...days.map(({ bytes }) => bytes)));
  const points = growthPoints(days, today, top).map(
    ({ x, y }) => `${(x * width).toFixed(1)},${(y * height).toFixed(1)}`,
  );
  const date = (day: string) =>
    format.dateTime(new Date(`${day}T00:00:00Z`), { dateStyle: "medium", timeZone: "UTC" });
  return (
    <div className="space-y-3">
      <figure className="rounded-lg border border-line bg-raised px-3 pt-3 pb-2">
        <figcaption className="sr-only">
          {t("summary", {
            name,
            from: date(first.day),
            before: formatBytes(first.bytes, format),
            now: formatBytes(last.bytes, format),
          })}
        </figcaption>
        <p aria-hidden className="tabular mb-1 text-muted text-xs">
          {formatBytes(top, format)}
        </p>
        <svg
          aria-hidden
          viewBox={`0 0 ${width} ${height}`}
          preserveAspectRatio="none"
          className="h-36 w-full overflow-visible sm:h-44"
        >
          {[0, 0.5, 1].map((part) => (
            <line
              key={part}
              x1={0}
              x2={width}
              y1={part * height}
              y2={part * height}
              className="stroke-line"
              vectorEffect="non-scaling-stroke"
            />
          ))}
          <polygon points={`0,${height} ${points.join(" ")} ${width},${height}`} className="fill-accent/15" />
          <polyline
            points={points.join(" ")}
            className="fill-none stroke-2 stroke-accent"
            vectorEffect="non-scaling-stroke"
          />
        </svg>
        <p aria-hidden className="tabular mt-1 flex justify-between text-muted text-xs">
          <span>{date(first.day)}</span>
          <span>{date(today)}</span>
        </p>
      </figure>
      {days.length === 1 && <p className="text-muted text-xs">{t("begun")}</p>}
      <details>
        <summary className="min-h-6 w-fit text-muted text-xs">{t("table", { count: days.length })}</summary>
        <section
          className="mt-2 max-h-80 max-w-md overflow-auto rounded-lg border border-line bg-raised"
          // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by the keyboard.
          tabIndex={0}
          aria-label={t("caption", { name })}
        >
          <table className="w-full">
            <caption className="sr-only">{t("caption", { name })}</caption>
            <thead className="border-line border-b text-left text-muted text-xs">
              <tr>
                <th scope="col" className="px-3 py-2 font-medium">
                  {t("day")}
                </th>
                <th scope="col" className="px-3 py-2 text-right font-medium">
                  {t("size")}
                </th>
                <th scope="col" className="px-3 py-2 text-right font-medium">
                  {t("tags")}
                </th>
              </tr>
            </thead>
            <tbody className="divide-y divide-line">
              {days.toReversed().map(({ day, bytes, tags }) => (
                <tr key={day}>
                  <td className="px-3 py-1.5">{date(day)}</td>
                  <td className="px-3 py-1.5 text-right">
                    <Bytes bytes={bytes} />
                  </td>
                  <td className="tabular px-3 py-1.5 text-right">{format.number(tags)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      </details>
    </div>
  );
}
