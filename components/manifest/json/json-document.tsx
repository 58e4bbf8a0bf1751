"use client";

import { useCallback, useMemo, useState } from "react";
import { CopyButton } from "#components/ui/copy-button.tsx";
import type { Place } from "../addresses.ts";
import { JsonLineRow } from "./json-line.tsx";
import { jsonLines, jsonText } from "./json-lines.ts";
import { readJsonTree } from "./json-tree.ts";
import { visibleLines } from "./visible-lines.ts";

/** What the document says, in the language of the page. */
export interface JsonWords {
  readonly copy: string;
  readonly download: string;
  readonly asStored: string;
  readonly foldAll: string;
  readonly unfoldAll: string;
  readonly fold: string;
  readonly unfold: string;
  /** The layout shown is the stored one. */
  readonly sameBytes: string;
  /** It is laid out for reading. */
  readonly otherBytes: string;
  readonly notJson: string;
  readonly more: string;
}

interface JsonDocumentProps {
  readonly id: string;
  readonly title: string;
  /** Exactly as stored. */
  readonly text: string;
  readonly place: Place;
  /** The exact bytes, through the proxy. */
  readonly downloadHref: string;
  readonly fileName: string;
  readonly words: JsonWords;
}

/** Lines put on the page at first: more than any usual manifest has, and quick to lay out. */
const firstLines = 2000;
const moreLines = 20_000;
const nothingFolded: ReadonlySet<number> = new Set();
const toolClass =
  "flex min-h-7 items-center rounded px-2 text-muted text-xs hover:bg-subtle hover:text-foreground aria-pressed:bg-subtle aria-pressed:text-foreground";

/**
 * A JSON document with line numbers, whose objects fold and whose descriptors are links.
 *
 * It is shown laid out, or as it is stored; copying always gives what is stored, since only that has the digest.
 */
export function JsonDocument({ id, title, text, place, downloadHref, fileName, words }: JsonDocumentProps) {
  const lines = useMemo(() => {
    const tree = readJsonTree(text);
    return tree === null ? null : jsonLines(tree, place);
  }, [text, place]);
  const isSame = useMemo(() => lines !== null && jsonText(lines) === text.trimEnd(), [lines, text]);
  const [stored, setStored] = useState(false);
  const [folded, setFolded] = useState(nothingFolded);
  const [limit, setLimit] = useState(firstLines);
  const toggle = useCallback((index: number) => {
    setFolded((before) => {
      const after = new Set(before);
      if (!after.delete(index)) after.add(index);
      return after;
    });
  }, []);
  const storedLines = useMemo(() => text.split("\n"), [text]);
  const asStored = stored || lines === null;
  const { shown, hidden } = asStored
    ? { shown: [], hidden: storedLines.length - limit }
    : visibleLines(lines, folded, limit);

  const foldAll = () => {
    const inner = (lines ?? []).flatMap(({ fold, depth }, index) =>
      fold !== undefined && depth > 0 ? [index] : [],
    );
    setFolded(folded.size > 0 ? nothingFolded : new Set(inner));
  };

  return (
    <section aria-labelledby={id} className="min-w-0 overflow-hidden rounded-lg border border-line bg-raised">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1 border-line border-b px-3 py-1.5">
        <h2 id={id} className="scroll-mt-20 font-semibold text-sm">
          {title}
        </h2>
        <span className="text-muted text-xs">
          {lines === null ? words.notJson : isSame ? words.sameBytes : words.otherBytes}
        </span>
        <div className="ml-auto flex flex-wrap items-center gap-1">
          {!asStored && (
            <button type="button" className={toolClass} onClick={foldAll}>
              {folded.size > 0 ? words.unfoldAll : words.foldAll}
            </button>
          )}
          {lines !== null && !isSame && (
            <button
              type="button"
              aria-pressed={stored}
              className={toolClass}
              onClick={() => setStored(!stored)}
            >
              {words.asStored}
            </button>
          )}
          <a className={toolClass} href={downloadHref} download={fileName}>
            {words.download}
          </a>
          <CopyButton text={text} label={words.copy} />
        </div>
      </div>
      <div className="py-1 font-mono text-[0.8125rem]">
        {asStored ? (
          <pre className="whitespace-pre-wrap break-all px-3">{storedLines.slice(0, limit).join("\n")}</pre>
        ) : (
          shown.map((index) => {
            const line = lines[index];
            if (line === undefined) return null;
            const closing = folded.has(index) && line.fold !== undefined ? lines[line.fold.end] : undefined;
            return (
              <JsonLineRow
                key={index}
                line={line}
                index={index}
                closing={closing}
                onToggle={toggle}
                words={words}
              />
            );
          })
        )}
      </div>
      {hidden > 0 && (
        <button
          type="button"
          className="min-h-9 w-full border-line border-t text-muted text-sm hover:bg-subtle hover:text-foreground"
          onClick={() => setLimit(limit + moreLines)}
        >
          {words.more}
        </button>
      )}
    </section>
  );
}
