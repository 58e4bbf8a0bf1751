import { useTranslations } from "next-intl";
import type { Forecast, Plan, PlanItem } from "#lib/cleanup/plan/types.ts";
import { shortDigest } from "#lib/oci/digest.ts";

interface TrimmedProps {
  /** What was taken out last, or put back in, and what the plan came to before. */
  readonly trimmed: { readonly item: PlanItem; readonly out: boolean; readonly before: Forecast } | null;
  readonly plan: Plan;
}

/** What follows from taking something out of a plan: what stays with it. */
export function Trimmed({ trimmed, plan }: TrimmedProps) {
  const t = useTranslations("plans");
  const { forecast, state } = plan;
  const told = () => {
    if (trimmed === null || forecast === null || state !== "ready") return "";
    const { item, out, before } = trimmed;
    const changed = before.tags + before.manifests - forecast.tags - forecast.manifests;
    const others = Math.max(0, (out ? changed : -changed) - 1);
    const reference = nameOf(item);
    return t(out ? "trimmed.out" : "trimmed.in", { reference, others });
  };
  return (
    <p role="status" className="text-muted empty:hidden">
      {told()}
    </p>
  );
}

/** An item as it is called in a sentence. */
export function nameOf({ kind, reference, digest }: PlanItem): string {
  return kind === "manifest" && digest !== null ? shortDigest(digest) : reference;
}
