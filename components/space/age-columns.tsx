import Link from "next/link";
import { useFormatter, useTranslations } from "next-intl";
import { formatBytes } from "#components/ui/bytes.ts";
import type { Tile } from "./tile.ts";

interface AgeColumnsProps {
  readonly label: string;
  /** A period each, the latest first. */
  readonly tiles: readonly Tile[];
}

/** So many columns fit on a telephone and can be hit; older periods stand in the table. */
const columns = 12;

/** What was created when, as columns from the past to now. */
export function AgeColumns({ label, tiles }: AgeColumnsProps) {
  const t = useTranslations("space");
  const format = useFormatter();
  const shown = tiles
    .filter(({ look, key }) => look === "light" && key !== "")
    .slice(0, columns)
    .reverse();
  const most = Math.max(1, ...shown.map(({ bytes }) => bytes));
  return (
    <ol
      aria-label={label}
      className="flex h-64 items-stretch gap-1 rounded-lg border border-line bg-raised px-2 pt-3 pb-2 lg:sticky lg:top-16"
    >
      {shown.map(({ key, label: name, facts, bytes, href }) => {
        const size = formatBytes(bytes, format);
        const said = t("column.said", { name, facts, size });
        const column = (
          <>
            <span aria-hidden className="flex min-h-0 w-full flex-1 flex-col justify-end">
              <span
                className="block min-h-px w-full rounded-t-sm bg-bar-a group-hover:brightness-110"
                style={{ height: `${(bytes / most) * 100}%` }}
              />
            </span>
            <span
              aria-hidden
              className="mt-1 block h-8 w-full overflow-hidden text-center text-[0.6875rem] text-muted leading-4"
            >
              {name}
            </span>
          </>
        );
        const look = "group flex size-full flex-col items-center";
        return (
          <li key={key} className="min-w-0 max-w-24 flex-1" title={said}>
            {href === null ? (
              <span role="img" aria-label={said} className={look}>
                {column}
              </span>
            ) : (
              <Link href={href} prefetch={false} scroll={false} aria-label={said} className={look}>
                {column}
              </Link>
            )}
          </li>
        );
      })}
    </ol>
  );
}
