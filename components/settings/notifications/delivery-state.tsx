import { useTranslations } from "next-intl";
import { Badge } from "#components/ui/badge.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import type { NotificationState } from "#lib/activity/types.ts";

/** Whether the registry delivers, and how much it has. */
export function DeliveryState({
  state: { tokenMadeAt, received, receivedAt },
}: {
  readonly state: NotificationState;
}) {
  const t = useTranslations("activity.settings");
  const badge = tokenMadeAt === null ? "off" : received === 0 ? "waiting" : "on";
  return (
    <div className="min-w-0 flex-1 basis-64 space-y-0.5">
      <p className="flex flex-wrap items-center gap-x-2 gap-y-1">
        <Badge tone={badge === "on" ? "success" : badge === "waiting" ? "warning" : "neutral"}>
          {t(`badge.${badge}`)}
        </Badge>
        <span>
          {receivedAt === null || received === 0
            ? t(tokenMadeAt === null ? "off" : "never")
            : t.rich("received", { count: received, time: () => <Time at={receivedAt} /> })}
        </span>
      </p>
      {tokenMadeAt !== null && (
        <p className="text-muted text-xs">{t.rich("tokenMade", { time: () => <Time at={tokenMadeAt} /> })}</p>
      )}
    </div>
  );
}

function Time({ at }: { readonly at: number }) {
  return <RelativeTime date={new Date(at).toISOString()} past />;
}
