"use client";

import { Tag as TagIcon } from "lucide-react";
import dynamic from "next/dynamic";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { Suspense, useCallback, useEffect, useState } from "react";
import { useRegistryEvents } from "#components/activity/use-registry-events.ts";
import type { SelectedTags } from "#components/deletion/selected-tags.ts";
import { ProblemView } from "#components/problem/problem-view.tsx";
import { StaleProblem, TryAgain } from "#components/problem/stale-problem.tsx";
import { PushHint } from "#components/repository/push-hint.tsx";
import { registryAddress } from "#components/ui/address.ts";
import { Button, buttonClass } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { rememberPreference } from "#components/ui/remember-preference.ts";
import type { TableWindow } from "#lib/activity/tag-table.ts";
import type { RepositoryName, Tag } from "#lib/oci/reference.ts";
import { columnsCookie, type OptionalColumn, writeHiddenColumns } from "./columns.ts";
import { nothingSelected, selectedCount } from "./selection.ts";
import type { MayDelete, TableRegistry } from "./table-registry.ts";
import { TableStatus } from "./table-status.tsx";
import { TagGrid } from "./tag-grid.tsx";
import type { PageRow, TagPages } from "./tag-pages.ts";
import { TagTableSkeleton } from "./tag-table-skeleton.tsx";
import { Toolbar } from "./toolbar.tsx";
import { useTableView } from "./use-table-view.ts";
import { useTagPages } from "./use-tag-pages.ts";
import { useTagRefresh } from "./use-tag-refresh.ts";
import { useTagSelection } from "./use-tag-selection.ts";
import { viewQuery } from "./view-params.ts";

// Loaded when they are first opened.
const RowMenu = dynamic(() => import("./row-menu.tsx").then(({ RowMenu: loaded }) => loaded));
const SelectionBar = dynamic(() => import("./selection-bar.tsx").then(({ SelectionBar: loaded }) => loaded));
const DeletionDialog = dynamic(() =>
  import("#components/deletion/deletion-dialog.tsx").then(({ DeletionDialog: loaded }) => loaded),
);

interface TagTableProps {
  readonly registry: TableRegistry;
  readonly repository: RepositoryName;
  /** The first rows of the view that the address asks for, as they were known when the page was made. */
  readonly first: TableWindow;
  readonly hiddenColumns: readonly OptionalColumn[];
  readonly mayDelete: MayDelete;
  readonly canConfigure: boolean;
}

/** The tags of a repository: at once what is known, and soon what the registry has now. */
export function TagTable(props: TagTableProps) {
  const { registry, repository, first, hiddenColumns, mayDelete, canConfigure } = props;
  const { slug } = registry;
  const t = useTranslations("tagTable");
  const { view, change, sortBy, filtered } = useTableView();
  const { pages, problem, look, reload } = useTagPages(slug, repository, viewQuery(view), first);
  const changed = useCallback(() => reload(), [reload]);
  const { freshness, refresh, verify } = useTagRefresh(slug, repository, reload);
  useRegistryEvents(slug, (change) => change.repository === repository && changed(), changed);
  const selecting = useTagSelection(slug, repository, view, pages);
  const { selection, select, names, tagsBetween, selectAll, forget } = selecting;
  const [hidden, setHidden] = useState(hiddenColumns);
  const [menu, setMenu] = useState<{ readonly row: PageRow; readonly anchor: HTMLElement } | null>(null);
  const [deleting, setDeleting] = useState<SelectedTags | null>(null);
  // Where nothing was known when the page was opened, nothing is news until all of it was read.
  const [openedAt, setOpenedAt] = useState(first.all === 0 ? null : first.now);
  const settled = openedAt === null && freshness.state === "fresh" && pages.all > 0;
  useEffect(() => {
    if (settled) setOpenedAt(pages.now);
  }, [settled, pages.now]);

  // Of a registry that tells of no pulls the column would be empty.
  const shownColumns: readonly OptionalColumn[] = pages.tellsPulls ? hidden : [...hidden, "pulled"];

  const deleteTags = (tags: Iterable<Tag>) => setDeleting(tagsInSight(tags, pages));
  const deleteSelected = () => {
    const { selected } = selection;
    if (mayDelete !== "yes") return;
    if (selected.kind === "some") deleteTags(selected.tags);
    else {
      const count = selectedCount(selection);
      setDeleting({ kind: "view", view: selected.view, except: [...selected.except], count });
    }
  };
  const rememberHidden = (next: readonly OptionalColumn[]) => {
    setHidden(next);
    rememberPreference(columnsCookie, writeHiddenColumns(next));
  };

  if (pages.all + pages.attached === 0) {
    if (freshness.state === "listing") return <TagTableSkeleton />;
    if (freshness.state === "failed") {
      return (
        <ProblemView
          problem={freshness.problem}
          as="page"
          slug={slug}
          canConfigure={canConfigure}
          action={
            freshness.problem.code === "NAME_UNKNOWN" ? (
              <Link href={registryAddress(slug)} className={buttonClass({ variant: "primary" })}>
                {t("allRepositories", { registry: registry.name })}
              </Link>
            ) : (
              <TryAgain onClick={refresh} />
            )
          }
        />
      );
    }
    if (freshness.state === "reading" && freshness.tags > 0) return <TagTableSkeleton />;
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
        registry={slug}
        repository={repository}
        view={view}
        pages={pages}
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
      {problem !== null && (
        <ProblemView
          problem={problem}
          as="box"
          slug={slug}
          canConfigure={canConfigure}
          action={<TryAgain small onClick={changed} />}
        />
      )}
      <TableStatus
        pages={pages}
        view={view}
        filtered={filtered}
        freshness={freshness}
        registryName={registry.name}
        change={change}
      />
      {pages.total === 0 ? (
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
          slug={slug}
          repository={repository}
          pages={pages}
          openedAt={openedAt}
          view={view}
          sortBy={sortBy}
          hidden={shownColumns}
          selection={selection}
          select={select}
          selectAll={selectAll}
          tagsBetween={tagsBetween}
          onMenu={(row, anchor) => setMenu({ row, anchor })}
          onDelete={(row) => {
            if (selectedCount(selection) > 0) deleteSelected();
            else if (mayDelete === "yes" && row.protectedBy === null) deleteTags([row.tag]);
          }}
          look={look}
          onSeen={verify}
        />
      )}
      {/* What is loaded when it is first wanted must not hold back the rest until it is there. */}
      <Suspense>
        {selectedCount(selection) > 0 && (
          <SelectionBar
            registry={slug}
            repository={repository}
            selection={selection}
            view={view}
            pages={pages}
            mayDelete={mayDelete}
            names={names}
            onDelete={deleteSelected}
            onGone={forget}
            onClear={() => select(nothingSelected)}
          />
        )}
        {menu !== null && (
          <RowMenu
            registry={registry}
            repository={repository}
            row={menu.row}
            anchor={menu.anchor}
            onDelete={
              mayDelete === "yes" && menu.row.protectedBy === null
                ? () => deleteTags([menu.row.tag])
                : undefined
            }
            onClose={() => setMenu(null)}
          />
        )}
        {deleting !== null && (
          <DeletionDialog
            registry={registry}
            repository={repository}
            selected={deleting}
            canConfigure={canConfigure}
            onChanged={(gone) => {
              // Of all that a view shows, nobody has the names.
              if (deleting.kind === "view") select(nothingSelected);
              else forget(gone);
              changed();
            }}
            onClose={(changedAny) => {
              setDeleting(null);
              if (changedAny) refresh();
            }}
          />
        )}
      </Suspense>
    </div>
  );
}

/** Tags to delete, each with where the table shows it. */
function tagsInSight(tags: Iterable<Tag>, { rows, places }: TagPages): SelectedTags {
  const digestOf = (tag: Tag) => rows.get(places.get(tag) ?? -1)?.digest ?? null;
  return { kind: "tags", tags: [...tags].map((tag) => ({ tag, digest: digestOf(tag) })) };
}
