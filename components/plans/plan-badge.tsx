import { useTranslations } from "next-intl";
import { Badge } from "#components/ui/badge.tsx";
import type { Plan } from "#lib/cleanup/plan/types.ts";
import { type ShownState, shownState } from "./plan-state.ts";

const tones: Readonly<Record<ShownState, "neutral" | "accent" | "success" | "warning" | "danger">> = {
  making: "neutral",
  ready: "accent",
  running: "accent",
  paused: "warning",
  undoing: "accent",
  done: "success",
  cancelled: "warning",
  failed: "danger",
};

/** How a plan stands, in a word. */
export function PlanBadge({ plan }: { readonly plan: Plan }) {
  const t = useTranslations("plans.state");
  const state = shownState(plan);
  return <Badge tone={tones[state]}>{t(state)}</Badge>;
}
