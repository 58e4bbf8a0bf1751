"use client";

import { Search } from "lucide-react";
import { useTranslations } from "next-intl";
import { Kbd } from "#components/ui/kbd.tsx";
import { loadPalette } from "./load-palette.ts";
import { openPalette } from "./palette-event.ts";

/** Looks like a search box, and opens the palette. */
export function PaletteButton() {
  const t = useTranslations("shell");
  return (
    <button
      type="button"
      onClick={openPalette}
      onPointerEnter={loadPalette}
      onFocus={loadPalette}
      aria-label={t("openPalette")}
      aria-keyshortcuts="Control+K Meta+K"
      className="flex h-8 min-w-0 flex-1 items-center gap-2 rounded-md border border-control/60 bg-raised px-2.5 text-left text-muted hover:bg-subtle sm:max-w-80"
    >
      <Search aria-hidden className="size-4 shrink-0" />
      <span className="truncate max-sm:hidden">{t("search")}</span>
      <span className="truncate sm:hidden">{t("searchShort")}</span>
      <span className="ml-auto flex gap-1 max-sm:hidden">
        <Kbd>Ctrl</Kbd>
        <Kbd>K</Kbd>
      </span>
    </button>
  );
}
