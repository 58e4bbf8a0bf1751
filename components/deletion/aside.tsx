import { useTranslations } from "next-intl";
import { useProblemTitle } from "#components/problem/problem-sentence.ts";
import type { PlanItemDetail } from "#lib/cleanup/plan/types.ts";
import { ProtectedTags } from "./protected-tags.tsx";
import type { SomeItems } from "./use-some-items.ts";

/** Chosen tags that are left alone, each with why. */
export function Aside({ aside }: { readonly aside: SomeItems }) {
  const t = useTranslations("deletion");
  const titleOf = useProblemTitle();
  const isProtected = ({ problem }: PlanItemDetail) => problem?.code === "TAG_PROTECTED";
  const others = aside.items.filter((item) => !isProtected(item));
  const more = aside.total - aside.items.length;
  const why = ({ state, problem }: PlanItemDetail) =>
    state === "gone" || state === "moved" ? t(`aside.${state}`) : problem === null ? "" : titleOf(problem);
  return (
    <>
      <ProtectedTags tags={aside.items.filter(isProtected)} />
      {others.length > 0 && (
        <section aria-label={t("aside.heading")}>
          <h3 className="mb-1 font-medium">{t("aside.heading")}</h3>
          <ul className="text-muted">
            {others.map((item) => (
              <li key={item.reference} className="flex flex-wrap gap-x-2">
                <code className="break-all text-foreground">{item.reference}</code>
                <span title={item.problem?.message}>{why(item)}</span>
              </li>
            ))}
          </ul>
        </section>
      )}
      {more > 0 && <p className="text-muted">{t("more", { count: more })}</p>}
    </>
  );
}
