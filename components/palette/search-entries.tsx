import { Search, Tag } from "lucide-react";
import { useTranslations } from "next-intl";
import { searchAddress } from "#components/search/search-address.ts";
import { tagAddress } from "#components/ui/address.ts";
import { Group, Item } from "./entries.tsx";
import type { TagHit } from "./use-tag-hits.ts";

interface SearchEntriesProps {
  readonly text: string;
  readonly tags: readonly TagHit[];
  readonly go: (address: string) => void;
}

/** The first tags that the search finds, and the way to all of it. */
export function SearchEntries({ text, tags, go }: SearchEntriesProps) {
  const t = useTranslations("search");
  return (
    <Group heading={tags.length > 0 ? t("tags") : t("title")}>
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
