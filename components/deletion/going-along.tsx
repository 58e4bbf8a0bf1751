"use client";

import { useTranslations } from "next-intl";
import { ItemWhy } from "#components/plans/item-why.tsx";
import { nameOf } from "#components/plans/trimmed.tsx";
import { Checkbox, CheckboxField } from "#components/ui/checkbox.tsx";
import type { PlanItemDetail } from "#lib/cleanup/plan/types.ts";
import type { SomeItems } from "./use-some-items.ts";

interface GoingAlongProps {
  readonly along: SomeItems;
  /** How many manifests and tags go along now. */
  readonly going: number;
  /** Whether what goes is being found anew. */
  readonly waiting: boolean;
  readonly include: (item: PlanItemDetail, included: boolean) => void;
  readonly includeAll: (included: boolean) => void;
}

/** The manifests that nothing names afterwards, with what is inside and attached; each can be kept. What stays is named, too. */
export function GoingAlong({ along, going, waiting, include, includeAll }: GoingAlongProps) {
  const t = useTranslations("deletion.along");
  if (along.total === 0) return null;
  const out = along.items.filter((item) => item.leftOut).length;
  const more = along.total - along.items.length;
  return (
    <section aria-labelledby="going-along" className="space-y-2">
      <h3 id="going-along" className="font-medium">
        {t("heading", { count: going })}
      </h3>
      <p className="text-muted text-xs">{t("explanation")}</p>
      {going + out > 0 && (
        <CheckboxField
          label={t("option")}
          hint={t("optionHint")}
          checked={going > 0}
          indeterminate={going > 0 && out > 0}
          disabled={waiting}
          onChange={() => includeAll(going === 0 || out > 0)}
        />
      )}
      <ul
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard.
        tabIndex={0}
        className="max-h-56 divide-y divide-line overflow-y-auto rounded-lg border border-line"
      >
        {along.items.map((item) => (
          <li key={`${item.kind} ${item.reference}`} className="flex items-start gap-2.5 px-3 py-1.5 text-xs">
            {item.state === "planned" ? (
              <Checkbox
                aria-label={t("include", { reference: nameOf(item) })}
                className="mt-px"
                checked={!item.leftOut}
                disabled={waiting}
                onChange={({ target }) => include(item, target.checked)}
              />
            ) : (
              <span className="w-4 shrink-0" />
            )}
            <span className="min-w-0">
              <code className="break-all" title={item.reference}>
                {nameOf(item)}
              </code>{" "}
              <span className="text-muted">{(item.summary?.platforms ?? []).join(", ")}</span>
              <span className="block">
                {item.state === "stays" && <span className="text-success">{t("stays")}: </span>}
                <ItemWhy item={item} />
              </span>
            </span>
          </li>
        ))}
        {more > 0 && <li className="px-3 py-2 text-muted text-xs">{t("more", { count: more })}</li>}
      </ul>
    </section>
  );
}
