import { useTranslations } from "next-intl";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import type { ReferenceActivity } from "#lib/activity/types.ts";
import { Item } from "./item.tsx";

/** How often it was pulled and who pushed it, where the registry has told. */
export function UseItems({ activity: { pulls, pushed } }: { readonly activity: ReferenceActivity }) {
  const t = useTranslations("activity.reference");
  return (
    <>
      {pushed !== null && (
        <Item name={t("pushed")}>
          <span title={pushed.userAgent ?? undefined}>
            {pushed.actor !== null
              ? t.rich("pushedBy", { actor: pushed.actor, time: () => <Time at={pushed.at} /> })
              : pushed.address !== null
                ? t.rich("pushedFrom", { address: pushed.address, time: () => <Time at={pushed.at} /> })
                : t.rich("pushedAt", { time: () => <Time at={pushed.at} /> })}
          </span>
        </Item>
      )}
      {pulls !== null && (
        <Item name={t("pulls")}>
          {t.rich("pulled", { count: pulls.pulls, time: () => <Time at={pulls.lastPulledAt} /> })}
        </Item>
      )}
    </>
  );
}

function Time({ at }: { readonly at: number }) {
  return <RelativeTime date={new Date(at).toISOString()} past />;
}
