"use client";

import { Box, ChevronRight, TriangleAlert } from "lucide-react";
import Link from "next/link";
import { useFormatter, useTranslations } from "next-intl";
import { type CSSProperties, memo, type ReactNode, useState } from "react";
import { useProblemTitle } from "#components/problem/problem-sentence.ts";
import { repositoryAddress } from "#components/ui/address.ts";
import { Bytes } from "#components/ui/bytes.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import type { ListLine } from "#lib/index/list/types.ts";
import type { Problem } from "#lib/index/types.ts";
import { markFound } from "./list-view.ts";

interface ListLineProps {
  readonly slug: string;
  /** Undefined until it is loaded. */
  readonly line: ListLine | undefined;
  /** Its place in the list, from 0. */
  readonly index: number;
  /** The keyboard is on it. */
  readonly active: boolean;
  readonly isTree: boolean;
  /** The filter's words, which are marked in names. */
  readonly words: readonly string[];
}

/** A line of the repository list. The list listens to all its lines, which say by `data-row` where they are. */
export const RepositoryLine = memo(function RepositoryLine(props: ListLineProps) {
  const { slug, line, index, active, isTree, words } = props;
  const inner = active ? 0 : -1;
  return (
    <div
      role="row"
      data-row={index}
      aria-rowindex={index + 2}
      aria-level={isTree && line !== undefined ? line.depth + 1 : undefined}
      aria-expanded={line?.kind === "namespace" ? line.open : undefined}
      aria-busy={line === undefined || undefined}
      tabIndex={inner}
      style={{ "--index": index, "--depth": line?.depth ?? 0 } as CSSProperties}
      className="repository-line absolute inset-x-0 grid items-center border-line border-b bg-raised px-3 outline-offset-[-2px] hover:bg-subtle/60"
    >
      <span role="gridcell" className="repository-name flex min-w-0 items-center gap-2">
        {line === undefined ? (
          <Skeleton className="h-4 w-1/3" />
        ) : line.kind === "namespace" ? (
          <NamespaceName line={line} words={words} inner={inner} />
        ) : (
          <RepositoryLink slug={slug} line={line} words={words} inner={inner} />
        )}
      </span>
      <LineFacts line={line} />
    </div>
  );
});

interface NameProps<Kind extends ListLine["kind"]> {
  readonly line: Extract<ListLine, { kind: Kind }>;
  readonly words: readonly string[];
  /** The `tabindex` of what can be reached inside the line. */
  readonly inner: 0 | -1;
}

function NamespaceName({ line, words, inner }: NameProps<"namespace">) {
  const t = useTranslations("repositoryList");
  return (
    <>
      <button
        type="button"
        tabIndex={inner}
        data-part="fold"
        aria-label={t(line.open ? "fold" : "unfold", { namespace: line.path })}
        className="-ml-1 flex size-6 shrink-0 items-center justify-center rounded text-muted hover:bg-subtle hover:text-foreground"
      >
        <ChevronRight aria-hidden className={`size-4 transition-transform ${line.open ? "rotate-90" : ""}`} />
      </button>
      <span className="min-w-0 truncate font-medium" title={line.path}>
        <Marked text={line.label} words={words} />
        <span className="text-muted">/</span>
      </span>
      <span className="shrink-0 text-muted text-xs">{t("repositories", { count: line.repositories })}</span>
    </>
  );
}

function RepositoryLink({ slug, line, words, inner }: NameProps<"repository"> & { readonly slug: string }) {
  const { repository, problem } = line.row;
  // Whoever points at a link is a moment away from opening it: what it leads to is there by then.
  const [pointedAt, setPointedAt] = useState(false);
  const point = () => setPointedAt(true);
  return (
    <>
      <Box aria-hidden className="size-4 shrink-0 text-muted" />
      <Link
        href={repositoryAddress(slug, repository)}
        prefetch={pointedAt}
        onPointerEnter={point}
        onFocus={point}
        tabIndex={inner}
        title={repository}
        className="min-w-0 truncate py-1 font-medium hover:text-accent hover:underline"
      >
        <Marked text={line.label} words={words} />
      </Link>
      {problem !== null && <Unreadable problem={problem} />}
    </>
  );
}

function Unreadable({ problem }: { readonly problem: Problem }) {
  const titleOf = useProblemTitle();
  return (
    <span
      title={problem.message}
      className="inline-flex min-w-0 shrink-[2] items-center gap-1.5 text-warning text-xs"
    >
      <TriangleAlert aria-hidden className="size-3.5 shrink-0" />
      <span className="truncate">{titleOf(problem)}</span>
    </span>
  );
}

const nothing = { tags: null, size: null, created: null, problem: null };

function LineFacts({ line }: { readonly line: ListLine | undefined }) {
  const t = useTranslations("repositoryList");
  const format = useFormatter();
  // What several repositories share is counted for each of them.
  const isBound = line?.kind === "namespace" && line.repositories > 1;
  const { tags, size, created, problem } =
    line === undefined
      ? nothing
      : line.kind === "namespace"
        ? { ...line, problem: null }
        : { ...line.row, created: line.row.lastCreated };
  const pending = tags === null && problem === null;
  return (
    <span role="presentation" className="repository-facts text-muted">
      <Fact pending={pending} className="md:text-right">
        {tags !== null && (
          <>
            <span className="tabular max-md:hidden">{tags === 0 ? t("noTags") : format.number(tags)}</span>
            <span className="tabular md:hidden">
              {tags === 0 ? t("noTags") : t("tagCount", { count: tags })}
            </span>
          </>
        )}
      </Fact>
      <Fact pending={pending} className="md:text-right">
        {size !== null && size > 0 && (
          <span title={isBound ? t("namespaceSize") : undefined}>
            {isBound && <span aria-hidden>≤ </span>}
            <Bytes bytes={size} />
          </span>
        )}
      </Fact>
      <Fact pending={pending} className="md:pl-4">
        {created !== null && <RelativeTime date={created} />}
      </Fact>
    </span>
  );
}

interface FactProps {
  readonly pending: boolean;
  readonly className: string;
  readonly children: ReactNode;
}

function Fact({ pending, className, children }: FactProps) {
  return (
    <span role="gridcell" className={className}>
      {pending ? <Skeleton className="inline-block h-3.5 w-14 align-middle" /> : children}
    </span>
  );
}

function Marked({ text, words }: { readonly text: string; readonly words: readonly string[] }) {
  if (words.length === 0) return text;
  return markFound(text, words).map(({ text: part, found }, index) =>
    found ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one text have no other names.
      <mark key={index} className="rounded-xs bg-warning-soft text-inherit">
        {part}
      </mark>
    ) : (
      part
    ),
  );
}
