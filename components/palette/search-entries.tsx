"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Search, Tag } from "lucide-react";
import { useTranslations } from "next-intl";
import { useDeferredValue } from "react";
import { apiFetch } from "#components/api/fetch.ts";
import { searchAddress } from "#components/search/search-address.ts";
import { tagAddress } from "#components/ui/address.ts";
import type { SearchPage } from "#lib/index/search/search.ts";
import { parseSearch } from "#lib/oci/search/parse.ts";
import { Group, Item } from "./entries.tsx";

interface SearchEntriesProps {
  readonly text: string;
  readonly go: (address: string) => void;
}

/** Tags that are named, the first of them. */
const shown = 5;

/** The first tags that the search finds, and the way to all of it. */
export function SearchEntries({ text, go }: SearchEntriesProps) {
  const t = useTranslations("search");
  const wanted = useDeferredValue(text);
  const { data } = useQuery({
    queryKey: ["palette-search", wanted],
    queryFn: ({ signal }) => apiFetch<SearchPage>(`/api/search?q=${encodeURIComponent(wanted)}`, { signal }),
    placeholderData: keepPreviousData,
    enabled: wanted !== "" && parseSearch(wanted).ok,
  });
  const tags = data?.results.filter((result) => result.kind === "tag").slice(0, shown) ?? [];
  return (
    <Group heading={t("tags")}>
      {tags.map(({ registry, registryName, repository, tag }) => (
        <Item
          key={`${registry}/${repository}:${tag}`}
          value={`tag ${registry}/${repository}:${tag}`}
          onSelect={() => go(tagAddress(registry, repository, tag))}
          icon={<Tag aria-hidden />}
        >
          <span className="truncate">
            {repository}:{tag}
          </span>
          <span className="ml-auto shrink-0 text-muted">{registryName}</span>
        </Item>
      ))}
      <Item value="search everywhere" onSelect={() => go(searchAddress(text))} icon={<Search aria-hidden />}>
        <span className="truncate">{t("everywhere", { text })}</span>
      </Item>
    </Group>
  );
}
