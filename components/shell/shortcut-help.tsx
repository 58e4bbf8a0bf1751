"use client";

import { useTranslations } from "next-intl";
import { Dialog } from "#components/ui/dialog.tsx";
import { Kbd } from "#components/ui/kbd.tsx";

const groups = [
  {
    title: "everywhere",
    rows: [
      { keys: [["/"]], what: "search" },
      {
        keys: [
          ["Ctrl", "F"],
          ["⌘", "F"],
        ],
        what: "find",
      },
      {
        keys: [
          ["Ctrl", "K"],
          ["⌘", "K"],
        ],
        what: "palette",
      },
      { keys: [["?"]], what: "help" },
      { keys: [["g", "h"]], what: "goHome" },
      { keys: [["g", "s"]], what: "goSettings" },
      { keys: [["Esc"]], what: "escape" },
    ],
  },
  {
    title: "inTables",
    rows: [
      { keys: [["↑"], ["↓"]], what: "moveRows" },
      { keys: [["Enter"]], what: "openRow" },
      { keys: [["Space"]], what: "selectRow" },
      { keys: [["Shift", "↓"]], what: "selectRange" },
      { keys: [["Ctrl", "A"]], what: "selectAll" },
      { keys: [["Delete"]], what: "delete" },
    ],
  },
] as const;

/** The list of keys. */
export function ShortcutHelp({ onClose }: { readonly onClose: () => void }) {
  const t = useTranslations("shell.shortcuts");
  return (
    <Dialog open onClose={onClose} title={t("title")}>
      <div className="space-y-5">
        {groups.map(({ title, rows }) => (
          <section key={title}>
            <h3 className="mb-1.5 font-medium text-muted text-xs">{t(title)}</h3>
            <dl className="divide-y divide-line">
              {rows.map(({ keys, what }) => (
                <div key={what} className="flex items-center justify-between gap-4 py-1.5">
                  <dt>{t(what)}</dt>
                  <dd className="flex shrink-0 gap-3">
                    {keys.map((combination) => (
                      <span key={combination.join()} className="flex gap-1">
                        {combination.map((key) => (
                          <Kbd key={key}>{key}</Kbd>
                        ))}
                      </span>
                    ))}
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}
