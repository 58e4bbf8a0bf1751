import type { RepositoryRow } from "#lib/index/types.ts";
import { comparing, type ListView } from "./list-view.ts";

/** A line of the list. */
export type ListLine =
  | {
      readonly kind: "repository";
      readonly key: string;
      readonly depth: number;
      readonly label: string;
      readonly row: RepositoryRow;
    }
  | {
      readonly kind: "namespace";
      readonly key: string;
      readonly depth: number;
      readonly label: string;
      /** The whole path, such as `prod/team`. */
      readonly path: string;
      readonly open: boolean;
      readonly repositories: number;
      readonly tags: number | null;
      readonly size: number | null;
      readonly created: string | null;
    };

interface Namespace {
  readonly path: string;
  readonly namespaces: Map<string, Namespace>;
  readonly rows: RepositoryRow[];
  repositories: number;
  tags: number | null;
  size: number | null;
  created: string | null;
}

/** The rows one below the other, sorted. */
export function flatLines(rows: readonly RepositoryRow[], view: ListView): readonly ListLine[] {
  const compare = comparing(view);
  return rows
    .map((row) => ({ row, sortable: sortableOf(row) }))
    .sort((one, other) => compare(one.sortable, other.sortable))
    .map(({ row }) => ({ kind: "repository", key: row.repository, depth: 0, label: row.repository, row }));
}

/**
 * The rows as a tree of namespaces with their totals, sorted on each level, as far as it is unfolded. A repository that is
 * also a namespace (`team` beside `team/app`) has a line of each.
 *
 * A namespace's tags are the sum; its size too, though repositories may share layers: an upper bound.
 */
export function treeLines(
  rows: readonly RepositoryRow[],
  view: ListView,
  isOpen: (path: string) => boolean,
): readonly ListLine[] {
  const lines: ListLine[] = [];
  const compare = comparing(view);
  const walk = (namespace: Namespace, depth: number) => {
    const entries = [
      ...[...namespace.namespaces].map(([label, inner]) => ({
        label,
        inner,
        sortable: { name: label, ...totals(inner) },
      })),
      ...namespace.rows.map((row) => ({ label: lastPart(row.repository), row, sortable: sortableOf(row) })),
    ].sort((one, other) =>
      compare({ ...one.sortable, name: one.label }, { ...other.sortable, name: other.label }),
    );
    for (const entry of entries) {
      if ("row" in entry) {
        lines.push({
          kind: "repository",
          key: entry.row.repository,
          depth,
          label: entry.label,
          row: entry.row,
        });
        continue;
      }
      const { inner, label } = entry;
      const open = isOpen(inner.path);
      const { path, repositories } = inner;
      lines.push({
        kind: "namespace",
        key: `${path}/`,
        depth,
        label,
        path,
        open,
        repositories,
        ...totals(inner),
      });
      if (open) walk(inner, depth + 1);
    }
  };
  walk(treeOf(rows), 0);
  return lines;
}

function treeOf(rows: readonly RepositoryRow[]): Namespace {
  const root = emptyNamespace("");
  for (const row of rows) {
    const parts = row.repository.split("/");
    let here = root;
    add(here, row);
    for (const part of parts.slice(0, -1)) {
      let inner = here.namespaces.get(part);
      if (inner === undefined) {
        inner = emptyNamespace(here.path === "" ? part : `${here.path}/${part}`);
        here.namespaces.set(part, inner);
      }
      here = inner;
      add(here, row);
    }
    here.rows.push(row);
  }
  return root;
}

function add(namespace: Namespace, { tags, size, lastCreated }: RepositoryRow): void {
  namespace.repositories += 1;
  namespace.tags = namespace.tags === null || tags === null ? null : namespace.tags + tags;
  namespace.size = namespace.size === null || size === null ? null : namespace.size + size;
  if (lastCreated !== null && (namespace.created === null || lastCreated > namespace.created)) {
    namespace.created = lastCreated;
  }
}

function emptyNamespace(path: string): Namespace {
  return { path, namespaces: new Map(), rows: [], repositories: 0, tags: 0, size: 0, created: null };
}

const totals = ({ tags, size, created }: Namespace) => ({ tags, size, created });

const sortableOf = ({ repository, tags, size, lastCreated }: RepositoryRow) => ({
  name: repository as string,
  tags,
  size,
  created: lastCreated,
});

const lastPart = (name: string) => name.slice(name.lastIndexOf("/") + 1);
