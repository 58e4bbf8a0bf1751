"use client";

import { type Dispatch, type SetStateAction, useCallback, useEffect, useState } from "react";
import { apiFetch } from "#components/api/fetch.ts";
import { useProblemSentence } from "#components/problem/problem-sentence.ts";
import { useToast } from "#components/ui/toast.tsx";
import type { RepositoryName, Tag } from "#lib/oci/reference.ts";
import type { TagView } from "#lib/oci/tag-view.ts";
import {
  nothingSelected,
  type Selection,
  selectAllOf,
  selectTags,
  toggleAll,
  withoutGone,
} from "./selection.ts";
import type { TagPages } from "./tag-pages.ts";
import { viewQuery } from "./view-params.ts";

interface TagSelection {
  readonly selection: Selection;
  readonly select: Dispatch<SetStateAction<Selection>>;
  /** Selects all that the view shows, or nothing; nobody needs their names for it. */
  readonly selectAll: () => void;
  /** The names of all that is selected; null, and told to the person, where they cannot be had. */
  readonly names: () => Promise<readonly Tag[] | null>;
  /** The tags from one place of the view to another, both included; null as above. */
  readonly tagsBetween: (first: number, last: number) => Promise<readonly Tag[] | null>;
  /** Takes tags out that are no longer there. */
  readonly forget: (tags: readonly Tag[]) => void;
}

/** The selection of a table whose rows are read as they come into sight. */
export function useTagSelection(
  slug: string,
  repository: RepositoryName,
  view: TagView,
  pages: TagPages,
): TagSelection {
  const toast = useToast();
  const sentence = useProblemSentence();
  const [selection, select] = useState(nothingSelected);

  const read = useCallback(
    async (of: TagView, part = ""): Promise<readonly Tag[] | null> => {
      const path = `/api/registries/${slug}/tags/names?repository=${encodeURIComponent(repository)}`;
      try {
        return (await apiFetch<{ tags: Tag[] }>(`${path}&${viewQuery(of)}${part}`)).tags;
      } catch (error) {
        toast(sentence(error), "danger");
        return null;
      }
    },
    [slug, repository, toast, sentence],
  );

  const { selected } = selection;
  const names = useCallback(async () => {
    if (selected.kind === "some") return [...selected.tags];
    const all = await read(selected.view);
    return all?.filter((tag) => !selected.except.has(tag)) ?? null;
  }, [selected, read]);

  // “All of this view” means nothing under another filter: from there on it is a list of names.
  const filters = filtersOf(view);
  const stale = selected.kind === "all" && filtersOf(selected.view) !== filters;
  useEffect(() => {
    if (!stale) return;
    let left = false;
    const resolve = async () => {
      const tags = await names();
      if (!left) select(tags === null ? nothingSelected : selectTags(tags));
    };
    void resolve();
    return () => {
      left = true;
    };
  }, [stale, names]);

  const tagsBetween = useCallback(
    async (first: number, last: number) => {
      const loaded: Tag[] = [];
      for (let place = first; place <= last; place += 1) {
        const row = pages.rows.get(place);
        if (row === undefined) return read(view, `&offset=${first}&limit=${last - first + 1}`);
        loaded.push(row.tag);
      }
      return loaded;
    },
    [pages, read, view],
  );

  const { total } = pages;
  const nothing = selected.kind === "some" && selected.tags.size === 0;
  const everything = selected.kind === "all" && selected.except.size === 0;
  const selectAll = useCallback(() => {
    if (nothing || everything) {
      select(nothing && total > 0 ? selectAllOf(view, total) : nothingSelected);
      return;
    }
    // Added to what is selected already, which the view may not show.
    const add = async () => {
      const tags = await read(view);
      if (tags !== null) select((before) => toggleAll(before, tags));
    };
    void add();
  }, [nothing, everything, view, total, read]);
  const forget = useCallback((tags: readonly Tag[]) => select((before) => withoutGone(before, tags)), []);
  return { selection, select, selectAll, names, tagsBetween, forget };
}

/** What narrows a view, however it is sorted. */
function filtersOf(view: TagView): string {
  return viewQuery({ ...view, sort: "version", direction: "descending" });
}
