"use client";

import { Tag as TagIcon } from "lucide-react";
import dynamic from "next/dynamic";
import Link from "next/link";
import { useNow, useTranslations } from "next-intl";
import { useDeferredValue, useEffect, useMemo, useState } from "react";
import { ProblemView } from "#components/problem/problem-view.tsx";
import { StaleProblem, TryAgain } from "#components/problem/stale-problem.tsx";
import { PushHint } from "#components/repository/push-hint.tsx";
import { registryAddress } from "#components/ui/address.ts";
import { Button, buttonClass } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { rememberPreference } from "#components/ui/remember-preference.ts";
import type { TagRow } from "#lib/index/types.ts";
import type { RepositoryName, Tag } from "#lib/oci/reference.ts";
import { columnsCookie, type OptionalColumn, writeHiddenColumns } from "./columns.ts";
import { clear, keepOnly, nothingSelected } from "./selection.ts";
import { SelectionBar } from "./selection-bar.tsx";
import type { MayDelete, TableRegistry } from "./table-registry.ts";
import { TableStatus } from "./table-status.tsx";
import { sharedDigests, shownRows } from "./table-view.ts";
import { TagGrid } from "./tag-grid.tsx";
import { TagTableSkeleton } from "./tag-table-skeleton.tsx";
import { Toolbar } from "./toolbar.tsx";
import { useTableView } from "./use-table-view.ts";
import { useTagRows } from "./use-tag-rows.ts";

// Loaded when they are first opened.
const RowMenu = dynamic(() => import("./row-menu.tsx").then(({ RowMenu: loaded }) => loaded));
const DeletionDialog = dynamic(() =>
  import("#components/deletion/deletion-dialog.tsx").then(({ DeletionDialog: loaded }) => loaded),
);

interface TagTableProps {
  readonly registry: TableRegistry;
  readonly repository: RepositoryName;
  /** What was known when the page was made. */
  readonly rows: readonly TagRow[];
  readonly hiddenColumns: readonly OptionalColumn[];
  readonly mayDelete: MayDelete;
  readonly canConfigure: boolean;
}

/** The tags of a repository: at once what is known, and soon what the registry has now. */
export function TagTable({
  registry,
  repository,
  rows,
  hiddenColumns,
  mayDelete,
  canConfigure,
}: TagTableProps) {
  const t = useTranslations("tagTable");
  const now = useNow().getTime();
  const { view, change, sortBy, filtered } = useTableView();
  const { known, freshness, remove, verify, refresh } = useTagRows(registry.slug, repository, rows);
  const [selection, select] = useState(nothingSelected);
  const [hidden, setHidden] = useState(hiddenColumns);
  const [menu, setMenu] = useState<{ readonly tag: Tag; readonly anchor: HTMLElement } | null>(null);
  const [deleting, setDeleting] = useState<readonly Tag[] | null>(null);

  // What one types is drawn at once; thousands of rows may follow a moment later.
  const wanted = useDeferredValue(view);
  const shown = useMemo(() => shownRows(known, wanted, now), [known, wanted, now]);
  const shared = useMemo(() => sharedDigests(known), [known]);
  useEffect(() => select((before) => keepOnly(before, (tag) => known.has(tag))), [known]);

  const selected = [...selection.selected].flatMap((tag) => known.get(tag) ?? []);
  const visible = new Set(shown.rows.map(({ tag }) => tag));
  const menuRow = menu === null ? undefined : known.get(menu.tag);
  const startDeletion = (tags: readonly Tag[]) => {
    if (mayDelete === "yes") setDeleting(tags);
  };
  const rememberHidden = (next: readonly OptionalColumn[]) => {
    setHidden(next);
    rememberPreference(columnsCookie, writeHiddenColumns(next));
  };

  if (known.size === 0) {
    if (freshness.state === "listing") return <TagTableSkeleton />;
    if (freshness.state === "failed") {
      return (
        <ProblemView
          problem={freshness.problem}
          as="page"
          slug={registry.slug}
          canConfigure={canConfigure}
          action={
            freshness.problem.code === "NAME_UNKNOWN" ? (
              <Link href={registryAddress(registry.slug)} className={buttonClass({ variant: "primary" })}>
                {t("allRepositories", { registry: registry.name })}
              </Link>
            ) : (
              <TryAgain onClick={refresh} />
            )
          }
        />
      );
    }
    return (
      <EmptyState
        icon={<TagIcon aria-hidden />}
        title={t("empty.title")}
        action={<Button onClick={refresh}>{t("refresh")}</Button>}
      >
        <p>{t("empty.description")}</p>
        <PushHint host={registry.host} repository={repository} />
      </EmptyState>
    );
  }
  return (
    <div className="space-y-3">
      <Toolbar
        view={view}
        shown={shown}
        change={change}
        hidden={hidden}
        setHidden={rememberHidden}
        refreshing={freshness.state === "listing" || freshness.state === "reading"}
        refresh={refresh}
      />
      {freshness.state === "failed" && (
        <StaleProblem
          problem={freshness.problem}
          registry={registry}
          canConfigure={canConfigure}
          refresh={refresh}
        />
      )}
      <TableStatus
        shown={shown}
        view={view}
        filtered={filtered}
        freshness={freshness}
        registryName={registry.name}
        pending={
          [...known.values()].filter(({ digest, problem }) => digest === null && problem === null).length
        }
        change={change}
      />
      {shown.rows.length === 0 ? (
        <Callout
          action={
            <Button
              size="small"
              onClick={() => change({ filter: "", olderThan: null, newerThan: null, platform: null })}
            >
              {t("filter.clear")}
            </Button>
          }
        >
          {t("filter.none")}
        </Callout>
      ) : (
        <TagGrid
          slug={registry.slug}
          repository={repository}
          rows={shown.rows}
          shared={shared}
          view={view}
          sortBy={sortBy}
          hidden={hidden}
          selection={selection}
          select={select}
          onMenu={(tag, anchor) => setMenu({ tag, anchor })}
          onDelete={startDeletion}
          onSeen={verify}
        />
      )}
      {selected.length > 0 && (
        <SelectionBar
          rows={selected}
          hidden={selected.filter(({ tag }) => !visible.has(tag)).length}
          mayDelete={mayDelete}
          onDelete={() => startDeletion(selected.map(({ tag }) => tag))}
          onClear={() => select(clear)}
        />
      )}
      {menu !== null && menuRow !== undefined && (
        <RowMenu
          registry={registry}
          repository={repository}
          row={menuRow}
          anchor={menu.anchor}
          onDelete={mayDelete === "yes" ? () => setDeleting([menu.tag]) : undefined}
          onClose={() => setMenu(null)}
        />
      )}
      {deleting !== null && (
        <DeletionDialog
          registry={registry}
          repository={repository}
          tags={deleting}
          canConfigure={canConfigure}
          onGone={remove}
          onClose={(changed) => {
            setDeleting(null);
            if (changed) refresh();
          }}
        />
      )}
    </div>
  );
}
