import { useFormatter, useTranslations } from "next-intl";
import type { Plan } from "#lib/cleanup/plan/types.ts";

/** Until when what a plan has deleted can be put back; nothing where there is nothing to put back. */
export function UndoUntil({ plan: { undoUntil, counts } }: { readonly plan: Plan }) {
  const t = useTranslations("plans.undoUntil");
  const format = useFormatter();
  if (undoUntil === null || counts.deleted === 0) return null;
  if (typeof undoUntil === "string") return t(undoUntil);
  const when = format.dateTime(undoUntil, { dateStyle: "medium", timeStyle: "short" });
  return t.rich("until", { when: () => <time dateTime={new Date(undoUntil).toISOString()}>{when}</time> });
}
