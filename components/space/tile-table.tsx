import Link from "next/link";
import { useFormatter, useTranslations } from "next-intl";
import { Bytes } from "#components/ui/bytes.tsx";
import { ShareBar } from "#components/ui/share-bar.tsx";
import { formatShare, shareOf, type Tile } from "./tile.ts";

interface TileTableProps {
  readonly caption: string;
  readonly tiles: readonly Tile[];
  /** What they are parts of, in bytes. */
  readonly whole: number;
}

/** What a picture shows, as a table: for those who do not see it, and for parts too small to be hit. */
export function TileTable({ caption, tiles, whole }: TileTableProps) {
  const t = useTranslations("space");
  const format = useFormatter();
  return (
    <div className="overflow-hidden rounded-lg border border-line bg-raised">
      <table className="w-full table-fixed">
        <caption className="sr-only">{caption}</caption>
        <thead className="border-line border-b text-left text-muted text-xs">
          <tr>
            <th scope="col" className="py-2 pr-2 pl-3 font-medium">
              {t("column.part")}
            </th>
            <th scope="col" className="w-32 py-2 pr-3 pl-2 text-right font-medium">
              {t("column.size")}
            </th>
          </tr>
        </thead>
        <tbody className="divide-y divide-line">
          {tiles.map(({ key, label, facts, bytes, href, more }) => {
            const share = shareOf(bytes, whole);
            return (
              <tr key={key}>
                <td className="min-w-0 py-1.5 pr-2 pl-3 align-top">
                  {href === null ? (
                    <span className="[overflow-wrap:anywhere]">{label}</span>
                  ) : (
                    <Link
                      href={href}
                      prefetch={false}
                      scroll={false}
                      className="inline-block py-0.5 font-medium [overflow-wrap:anywhere] hover:text-accent hover:underline"
                    >
                      {label}
                    </Link>
                  )}
                  <span className="block text-muted text-xs">
                    {facts}
                    {more !== undefined && (
                      <>
                        {facts !== "" && " · "}
                        <Link href={more.href} prefetch={false} className="link inline-block py-1">
                          {more.label}
                        </Link>
                      </>
                    )}
                  </span>
                </td>
                <td className="py-1.5 pr-3 pl-2 text-right align-top">
                  <Bytes bytes={bytes} />
                  <span className="tabular block text-muted text-xs">{formatShare(share, format)}</span>
                  <ShareBar share={share} />
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
