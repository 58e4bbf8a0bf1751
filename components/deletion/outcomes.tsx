import { useTranslations } from "next-intl";
import { ItemState, stateOf } from "#components/plans/item-state.tsx";
import type { SomeItems } from "./use-some-items.ts";

const urgent = ["failed", "notRestored", "moved", "occupied", "gone"];

/** What became of each tag. Those that need attention come first when all is over. */
export function Outcomes({ tags, ended }: { readonly tags: SomeItems; readonly ended: boolean }) {
  const t = useTranslations("deletion");
  const rank = (state: string) => (urgent.includes(state) ? urgent.indexOf(state) : urgent.length);
  const items = ended
    ? tags.items.toSorted((one, other) => rank(stateOf(one)) - rank(stateOf(other)))
    : tags.items;
  const more = tags.total - items.length;
  return (
    <section aria-label={t("report.details")}>
      <ul
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard.
        tabIndex={0}
        className="max-h-80 divide-y divide-line overflow-y-auto rounded-lg border border-line"
      >
        {items.map((item) => (
          <li
            key={item.reference}
            className="flex flex-wrap items-center justify-between gap-x-3 gap-y-0.5 px-3 py-1.5 text-xs"
          >
            <code className="min-w-0 break-all text-[0.8125rem]">{item.reference}</code>
            <ItemState item={item} inner={0} />
          </li>
        ))}
        {more > 0 && <li className="px-3 py-2 text-muted">{t("more", { count: more })}</li>}
      </ul>
    </section>
  );
}
