import "./treemap.css";
import Link from "next/link";
import { useFormatter, useTranslations } from "next-intl";
import { formatBytes } from "#components/ui/bytes.ts";
import { squarify } from "./squarify.ts";
import { formatShare, shareOf, type Tile } from "./tile.ts";

interface TreemapProps {
  readonly label: string;
  readonly tiles: readonly Tile[];
  /** What they are parts of, in bytes. */
  readonly whole: number;
}

/** The picture's shape, and its size on a telephone in pixels: what is smaller there than a finger is no link. */
const ratio = 1.5;
const phone = { width: 340, height: 340 };
const finger = 26;

const looks: Readonly<Record<Tile["look"], string>> = {
  light: "bg-bar-a text-on-bar",
  dark: "bg-bar-b text-on-bar",
  shared: "tile-shared bg-bar-rest text-foreground",
  rest: "bg-subtle text-foreground",
};

/** Sizes as areas. Each tile that can be hit leads to what it is made of; the table beside names all of them. */
export function Treemap({ label, tiles, whole }: TreemapProps) {
  const t = useTranslations("space");
  const format = useFormatter();
  const shown = tiles.filter(({ bytes }) => bytes > 0).toSorted((one, other) => other.bytes - one.bytes);
  const places = squarify(
    shown.map(({ bytes }) => bytes),
    ratio,
  );
  return (
    <ul
      aria-label={label}
      className="relative aspect-square w-full overflow-hidden rounded-lg sm:aspect-[3/2] lg:sticky lg:top-16"
    >
      {shown.map(({ key, label: name, facts, bytes, look, href }, at) => {
        const { x, y, width, height } = places[at] ?? { x: 0, y: 0, width: 0, height: 0 };
        const size = formatBytes(bytes, format);
        const share = formatShare(shareOf(bytes, whole), format);
        const said = t("tile", { name, facts, size, share });
        const text = (
          <>
            <span aria-hidden className="tile-label max-w-full truncate font-medium">
              {name}
            </span>
            <span aria-hidden className="tile-size max-w-full truncate tabular-nums">
              {size}
            </span>
          </>
        );
        const place = { left: percent(x), top: percent(y), width: percent(width), height: percent(height) };
        const inside = `tile block size-full overflow-hidden rounded-sm px-1.5 py-1 text-xs leading-tight ${looks[look]}`;
        const canBeHit = width * phone.width >= finger && height * phone.height >= finger;
        return (
          <li key={key} className="absolute p-px" style={place}>
            {href === null || !canBeHit ? (
              <span role="img" aria-label={said} title={said} className={inside}>
                {text}
              </span>
            ) : (
              <Link
                href={href}
                prefetch={false}
                scroll={false}
                aria-label={said}
                title={said}
                className={`${inside} outline-offset-[-3px] focus-visible:outline-on-bar hover:brightness-110`}
              >
                {text}
              </Link>
            )}
          </li>
        );
      })}
    </ul>
  );
}

const percent = (part: number) => `${(part * 100).toFixed(4)}%`;
