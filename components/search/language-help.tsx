"use client";

import { Popover } from "@base-ui/react/popover";
import { useTranslations } from "next-intl";
import type { PopupPlace } from "#components/ui/popup-button.tsx";
import { LanguageTable } from "./language-table.tsx";

interface LanguageHelpProps extends PopupPlace {
  readonly add: (example: string) => void;
}

/** The language of queries, over the results. */
export function LanguageHelp({ add, anchor, onClose }: LanguageHelpProps) {
  const t = useTranslations("search");
  return (
    <Popover.Root open onOpenChange={(open) => open || onClose()}>
      <Popover.Portal>
        <Popover.Positioner anchor={anchor} align="end" sideOffset={4} className="z-50">
          <Popover.Popup
            aria-label={t("language.title")}
            finalFocus={() => anchor}
            className="max-h-[min(32rem,70vh)] w-[36rem] max-w-[calc(100vw-1rem)] overflow-y-auto rounded-lg border border-line bg-raised p-3 shadow-pop outline-none"
          >
            <LanguageTable add={add} />
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}
