"use client";

import { useTranslations } from "next-intl";
import { useSyncExternalStore } from "react";
import { ProblemView } from "#components/problem/problem-view.tsx";
import type { NotificationState } from "#lib/activity/types.ts";
import { CodeBox } from "./code-box.tsx";
import { configLines, environmentLine, tokenPlaceholder } from "./config-lines.ts";
import { DeliveryState } from "./delivery-state.tsx";
import { NewToken } from "./new-token.tsx";
import { TokenButtons } from "./token-buttons.tsx";
import { useNotificationToken } from "./use-notification-token.ts";

interface NotificationsProps {
  readonly slug: string;
  readonly state: NotificationState;
  /** STOWAGE_URL; the address of the page counts where it is not set. */
  readonly publicUrl: string | null;
}

/** How a registry is made to tell of what happens in it. */
export function Notifications({ slug, state: first, publicUrl }: NotificationsProps) {
  const t = useTranslations("activity.settings");
  const { state, token, problem, busy, make, remove } = useNotificationToken(slug, first);
  const pageOrigin = useSyncExternalStore(neverChanges, originOfPage, () => "");
  const endpoint = { origin: publicUrl ?? pageOrigin, slug, token: token ?? tokenPlaceholder };
  const on = state.tokenMadeAt !== null;
  return (
    <section
      id="notifications"
      aria-labelledby="notifications-title"
      className="mt-10 scroll-mt-16 space-y-4 border-line border-t pt-8 lg:mr-96"
    >
      <div className="space-y-1">
        <h2 id="notifications-title" className="font-semibold text-base">
          {t("title")}
        </h2>
        <p className="text-muted">{t("description")}</p>
      </div>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-3 rounded-lg border border-line bg-raised px-4 py-3">
        <DeliveryState state={state} />
        <TokenButtons there={on} busy={busy} make={make} remove={remove} />
      </div>
      {problem !== null && <ProblemView problem={problem} as="box" />}
      {token !== null && <NewToken token={token} replaced={first.tokenMadeAt !== null} />}
      {on && (
        <>
          <CodeBox
            title={t("lines")}
            code={configLines(endpoint)}
            copyLabel={t("copyLines")}
            hint={t("linesHint")}
          />
          <CodeBox
            title={t("environment")}
            code={environmentLine(endpoint)}
            copyLabel={t("copyEnvironment")}
            hint={t("environmentHint")}
          />
          <ul className="list-disc space-y-1 pl-4 text-muted text-xs marker:text-muted">
            {token === null && <li>{t.rich("hidden", { code: () => <code>{tokenPlaceholder}</code> })}</li>}
            <li>{t("reach")}</li>
          </ul>
        </>
      )}
      <details className="text-muted text-xs">
        <summary className="py-1">{t("others")}</summary>
        <ul className="mt-1 list-disc space-y-1 pl-4 marker:text-muted">
          <li>{t("zot")}</li>
          <li>{t("harbor")}</li>
        </ul>
      </details>
    </section>
  );
}

const neverChanges = () => () => undefined;
const originOfPage = () => window.location.origin;
