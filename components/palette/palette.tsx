"use client";

import { Dialog } from "@base-ui/react/dialog";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Command } from "cmdk";
import { ArrowRight, Box, Server, Settings } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useDeferredValue, useEffect, useRef, useState } from "react";
import { apiFetch } from "#components/api/fetch.ts";
import { registryAddress, repositoryAddress } from "#components/ui/address.ts";
import type { FoundRepository } from "#lib/index/find-repositories.ts";
import { isDigest } from "#lib/oci/digest.ts";
import type { KnownRegistry } from "#lib/settings/known-registries.ts";
import { Group, Item } from "./entries.tsx";
import { resolveReference } from "./resolve-reference.ts";
import { SearchEntries } from "./search-entries.tsx";
import { useTagHits } from "./use-tag-hits.ts";

interface PaletteProps {
  readonly registries: readonly KnownRegistry[];
  readonly canConfigure: boolean;
  readonly onClose: () => void;
}

/** Goes anywhere by its name, and opens any pasted reference. */
export function Palette({ registries, canConfigure, onClose }: PaletteProps) {
  const t = useTranslations("shell");
  const router = useRouter();
  const [text, setText] = useState("");
  const wanted = useDeferredValue(text.trim().toLowerCase());
  const resolved = resolveReference(text, registries);
  const { data: repositories = [] } = useQuery({
    queryKey: ["palette", wanted],
    queryFn: ({ signal }) =>
      apiFetch<FoundRepository[]>(`/api/repositories?q=${encodeURIComponent(wanted)}`, { signal }),
    placeholderData: keepPreviousData,
    enabled: wanted.length <= 255,
  });
  const tags = useTagHits(text);
  const command = useRef<HTMLDivElement>(null);
  // Whether somebody has gone to an entry since the last letter: it then stays chosen, whatever comes above it.
  const moved = useRef(false);
  useEffect(() => {
    // cmdk 1.1 loses its choice where several entries vanish at once, as with each letter here; Enter would do nothing. And it
    // keeps the entry that was there first, where better ones come a moment later.
    const [first] = command.current?.querySelectorAll("[cmdk-item]") ?? [];
    const chosen = command.current?.querySelector("[aria-selected=true]") ?? null;
    if (first !== undefined && (chosen === null || (!moved.current && chosen !== first)))
      command.current?.dispatchEvent(new KeyboardEvent("keydown", { key: "Home", bubbles: true }));
  });
  const go = (address: string) => {
    onClose();
    router.push(address);
  };
  const named = registries.filter(({ name, slug }) => `${name} ${slug}`.toLowerCase().includes(wanted));
  const nameOf = (slug: string) => registries.find((registry) => registry.slug === slug)?.name ?? slug;
  // A digest alone reads like a tag of “sha256”; it is searched for instead.
  const isReference = resolved.kind === "pages" && /[:@/]/.test(text) && !isDigest(text.trim());
  return (
    <Dialog.Root open onOpenChange={(open) => open || onClose()}>
      <Dialog.Portal>
        <Dialog.Backdrop className="fixed inset-0 z-40 bg-black/40" />
        <Dialog.Popup className="-translate-x-1/2 fixed top-[10vh] left-1/2 z-50 w-[calc(100vw-1.5rem)] max-w-xl overflow-hidden rounded-xl border border-line bg-raised shadow-pop">
          <Dialog.Title className="sr-only">{t("palette.title")}</Dialog.Title>
          <Command
            ref={command}
            shouldFilter={false}
            label={t("palette.title")}
            loop
            onKeyDown={({ key }) => {
              if (key === "ArrowDown" || key === "ArrowUp" || key === "End") moved.current = true;
            }}
            onPointerMove={() => {
              moved.current = true;
            }}
          >
            <Command.Input
              autoFocus
              value={text}
              onValueChange={(typed) => {
                moved.current = false;
                setText(typed);
              }}
              placeholder={t("palette.placeholder")}
              className="h-12 w-full border-line border-b bg-transparent px-4 text-base outline-none placeholder:text-muted"
            />
            <Command.List className="max-h-[60vh] overflow-y-auto p-1.5">
              <Command.Empty className="px-3 py-8 text-center text-muted">
                {resolved.kind === "elsewhere"
                  ? t("palette.referenceElsewhere", { host: resolved.host })
                  : t("palette.empty")}
              </Command.Empty>
              {isReference && (
                <Group heading={t("palette.reference")}>
                  {resolved.pages.map(({ address, registry }) => (
                    <Item
                      key={address}
                      value={`reference ${address}`}
                      onSelect={() => go(address)}
                      icon={<ArrowRight aria-hidden />}
                    >
                      <span className="truncate font-mono">
                        {address.slice(`/r/${registry.slug}/`.length)}
                      </span>
                      <span className="ml-auto shrink-0 text-muted">{registry.name}</span>
                    </Item>
                  ))}
                </Group>
              )}
              {repositories.length > 0 && (
                <Group heading={t("palette.repositories")}>
                  {repositories.map(({ registry, repository }) => (
                    <Item
                      key={`${registry}/${repository}`}
                      value={`repository ${registry}/${repository}`}
                      onSelect={() => go(repositoryAddress(registry, repository))}
                      icon={<Box aria-hidden />}
                    >
                      <span className="truncate">{repository}</span>
                      <span className="ml-auto shrink-0 text-muted">{nameOf(registry)}</span>
                    </Item>
                  ))}
                </Group>
              )}
              {wanted !== "" && resolved.kind !== "elsewhere" && (
                <SearchEntries text={text.trim()} tags={tags} go={go} />
              )}
              {named.length > 0 && (
                <Group heading={t("palette.registries")}>
                  {named.map(({ slug, name }) => (
                    <Item
                      key={slug}
                      value={`registry ${slug}`}
                      onSelect={() => go(registryAddress(slug))}
                      icon={<Server aria-hidden />}
                    >
                      {name}
                    </Item>
                  ))}
                </Group>
              )}
              {canConfigure && t("settings").toLowerCase().includes(wanted) && (
                <Group heading={t("palette.pages")}>
                  <Item
                    value="page settings"
                    onSelect={() => go("/settings/registries")}
                    icon={<Settings aria-hidden />}
                  >
                    {t("settings")}
                  </Item>
                </Group>
              )}
            </Command.List>
          </Command>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
