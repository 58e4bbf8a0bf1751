import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import type { PlanPerson } from "#lib/cleanup/plan/types.ts";

interface PersonAndTimeProps {
  readonly text: "list.made" | "head.madeBy" | "head.begunBy";
  readonly person: PlanPerson;
  /** Milliseconds since 1970. */
  readonly at: number;
}

/** Who did something to a plan, and when. */
export function PersonAndTime({ text, person: { kind, name }, at }: PersonAndTimeProps): ReactNode {
  const t = useTranslations("plans");
  return t.rich(text, {
    who: t(`who.${kind}`, { name }),
    when: () => <RelativeTime date={new Date(at).toISOString()} past />,
  });
}
