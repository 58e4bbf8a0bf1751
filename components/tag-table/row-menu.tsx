"use client";

import { Copy, ExternalLink, Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { tagAddress } from "#components/ui/address.ts";
import { copyText } from "#components/ui/copy-text.ts";
import { MenuAt, MenuGroup, MenuItem, MenuLink, MenuSeparator } from "#components/ui/menu.tsx";
import type { PopupPlace } from "#components/ui/popup-button.tsx";
import { useToast } from "#components/ui/toast.tsx";
import type { TagRow } from "#lib/index/types.ts";
import { pullCommands } from "#lib/oci/pull-command.ts";
import { formatReference, type RepositoryName } from "#lib/oci/reference.ts";
import type { TableRegistry } from "./table-registry.ts";

interface RowMenuProps extends PopupPlace {
  readonly registry: TableRegistry;
  readonly repository: RepositoryName;
  readonly row: TagRow;
  /** Undefined where nothing may be deleted. */
  readonly onDelete: (() => void) | undefined;
}

/** What can be done with one tag. */
export function RowMenu({ registry, repository, row, anchor, onDelete, onClose }: RowMenuProps) {
  const t = useTranslations("tagTable");
  const toast = useToast();
  const { tag, digest } = row;
  const { host } = registry;
  const reference = formatReference({ host, repository, tag });
  const pinned = digest === null ? null : formatReference({ host, repository, digest });

  const copy = async (text: string, tool?: { readonly tool: string; readonly needsSetup: boolean }) => {
    if (!(await copyText(text))) return toast(t("copyFailed"), "danger");
    toast(tool?.needsSetup === true ? t("pull.needsSetup", { tool: tool.tool }) : t("copied"));
  };
  return (
    <MenuAt anchor={anchor} label={t("actionsFor", { tag })} onClose={onClose}>
      <MenuLink href={tagAddress(registry.slug, repository, tag)}>
        <ExternalLink aria-hidden />
        {t("menu.open")}
      </MenuLink>
      <MenuSeparator />
      <MenuGroup label={t("menu.copyByTag")}>
        {pullCommands(reference, registry).map((pull) => (
          <MenuItem key={pull.tool} onSelect={() => copy(pull.command, pull)}>
            <Copy aria-hidden />
            <code className="text-xs">{pull.tool} pull</code>
          </MenuItem>
        ))}
      </MenuGroup>
      <MenuSeparator />
      <MenuItem onSelect={() => copy(reference)}>
        <Copy aria-hidden />
        {t("menu.copyReference")}
      </MenuItem>
      <MenuItem disabled={pinned === null} onSelect={() => pinned !== null && copy(pinned)}>
        <Copy aria-hidden />
        {t("menu.copyPinned")}
      </MenuItem>
      <MenuItem disabled={digest === null} onSelect={() => digest !== null && copy(digest)}>
        <Copy aria-hidden />
        {t("menu.copyDigest")}
      </MenuItem>
      {onDelete !== undefined && (
        <>
          <MenuSeparator />
          <MenuItem danger onSelect={onDelete}>
            <Trash2 aria-hidden />
            {t("menu.delete")}
          </MenuItem>
        </>
      )}
    </MenuAt>
  );
}
