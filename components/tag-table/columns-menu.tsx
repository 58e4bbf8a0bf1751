"use client";

import { useTranslations } from "next-intl";
import { MenuAt, MenuCheckboxItem, MenuGroup } from "#components/ui/menu.tsx";
import type { PopupPlace } from "#components/ui/popup-button.tsx";
import { type OptionalColumn, optionalColumns } from "./columns.ts";

interface ColumnsMenuProps extends PopupPlace {
  readonly hidden: readonly OptionalColumn[];
  readonly setHidden: (hidden: readonly OptionalColumn[]) => void;
}

/** Chooses the columns that are shown. */
export function ColumnsMenu({ hidden, setHidden, ...place }: ColumnsMenuProps) {
  const t = useTranslations("tagTable");
  return (
    <MenuAt {...place} label={t("columns")}>
      <MenuGroup label={t("columnsHint")}>
        {optionalColumns.map((column) => (
          <MenuCheckboxItem
            key={column}
            checked={!hidden.includes(column)}
            onChange={(checked) =>
              setHidden(checked ? hidden.filter((other) => other !== column) : [...hidden, column])
            }
          >
            {t(`column.${column}`)}
          </MenuCheckboxItem>
        ))}
      </MenuGroup>
    </MenuAt>
  );
}
