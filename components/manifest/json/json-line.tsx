import { ChevronDown, ChevronRight } from "lucide-react";
import { memo } from "react";
import type { JsonLine, JsonPiece, JsonPieceKind } from "./json-lines.ts";

const colours = {
  key: "text-accent",
  string: "text-success",
  number: "text-warning",
  word: "text-accent",
  mark: "text-muted",
} as const satisfies Record<JsonPieceKind, string>;

interface JsonLineRowProps {
  readonly line: JsonLine;
  /** Counted from 0. */
  readonly index: number;
  /** The line that closes it, where it is folded. */
  readonly closing: JsonLine | undefined;
  readonly onToggle: (index: number) => void;
  readonly words: { readonly fold: string; readonly unfold: string };
}

/** A line of a document: its number, a button where it can be folded, and its text with links. */
export const JsonLineRow = memo(function JsonLineRow({
  line,
  index,
  closing,
  onToggle,
  words,
}: JsonLineRowProps) {
  const { depth, pieces, fold } = line;
  const isFolded = closing !== undefined;
  return (
    <div className="flex leading-6 hover:bg-subtle">
      {/* Not part of the text: numbers are neither selected nor copied. */}
      <span
        aria-hidden
        data-line={index + 1}
        className="w-12 shrink-0 select-none pr-1 text-right text-muted before:content-[attr(data-line)]"
      />
      <span className="w-6 shrink-0 select-none">
        {fold !== undefined && depth > 0 && (
          <button
            type="button"
            aria-expanded={!isFolded}
            aria-label={`${isFolded ? words.unfold : words.fold} ${nameOf(pieces)}`}
            className="flex size-6 items-center justify-center rounded text-muted hover:text-foreground"
            onClick={() => onToggle(index)}
          >
            {isFolded ? <ChevronRight className="size-3.5" /> : <ChevronDown className="size-3.5" />}
          </button>
        )}
      </span>
      <span className="whitespace-pre-wrap break-all pr-3" style={{ paddingLeft: `${depth * 1.25}rem` }}>
        <Pieces pieces={pieces} />
        {closing !== undefined && (
          <>
            <span className="mx-1 rounded bg-subtle px-1 text-muted">… {fold?.count}</span>
            <Pieces pieces={closing.pieces} />
          </>
        )}
      </span>
    </div>
  );
});

function Pieces({ pieces }: { readonly pieces: readonly JsonPiece[] }) {
  let position = 0;
  return pieces.map(({ kind, text, href }) => {
    const key = position;
    position += text.length;
    return (
      <span key={key} className={colours[kind]}>
        {href === undefined ? (
          text
        ) : (
          <>
            {'"'}
            <a className="underline decoration-1 underline-offset-2 hover:decoration-2" href={href}>
              {text.slice(1, -1)}
            </a>
            {'"'}
          </>
        )}
      </span>
    );
  });
}

/** What a folding button is about: the member's key, or the bracket. */
function nameOf(pieces: readonly JsonPiece[]): string {
  return (pieces.find(({ kind }) => kind === "key") ?? pieces.at(-1))?.text ?? "";
}
