"use client";

import { clsx } from "clsx";
import { useNow, useTranslations } from "next-intl";
import { Badge } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import type { TokenSummary } from "#lib/access/tokens/tokens.ts";

interface TokenListProps {
  readonly tokens: readonly TokenSummary[];
  /** Of who looks: others' tokens say whose they are. */
  readonly username: string;
  readonly onRevoke: (token: TokenSummary) => void;
}

/** Tokens with what they are for and when they were last used; those that work first. */
export function TokenList({ tokens, username, onRevoke }: TokenListProps) {
  const t = useTranslations("tokens");
  const now = useNow();
  const working = (token: TokenSummary) => token.revokedAt === null && new Date(token.expiresAt) > now;
  const sorted = tokens.toSorted((one, other) => Number(working(other)) - Number(working(one)));
  return (
    <ul aria-label={t("title")} className="divide-y divide-line rounded-lg border border-line bg-raised">
      {sorted.map((token) => (
        <li key={token.id} className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-3">
          <div className={clsx("min-w-0 flex-1 basis-72 space-y-1", !working(token) && "opacity-75")}>
            <p className="flex flex-wrap items-center gap-x-2 gap-y-1">
              <span className="break-all font-medium">{token.name}</span>
              <code className="text-muted text-xs">{token.prefix}…</code>
              {token.owner !== username && <Badge>{t("of", { owner: token.owner })}</Badge>}
              {token.revokedAt !== null && <Badge tone="danger">{t("revokedBadge")}</Badge>}
              {token.revokedAt === null && !working(token) && (
                <Badge tone="warning">{t("expiredBadge")}</Badge>
              )}
            </p>
            <Scopes token={token} />
            <p className="text-muted text-xs">
              {token.usedAt === null
                ? t("neverUsed")
                : t.rich("used", { time: () => <RelativeTime date={token.usedAt ?? ""} past /> })}
              {working(token) && (
                <> · {t.rich("expiresIn", { time: () => <RelativeTime date={token.expiresAt} /> })}</>
              )}
            </p>
          </div>
          {working(token) && (
            <Button
              size="small"
              onClick={() => onRevoke(token)}
              aria-label={t("revokeOf", { name: token.name })}
            >
              {t("revoke")}
            </Button>
          )}
        </li>
      ))}
    </ul>
  );
}

function Scopes({ token: { scopes } }: { readonly token: TokenSummary }) {
  const t = useTranslations("tokens");
  const { registries, repositories, actions } = scopes;
  return (
    <p className="text-xs [overflow-wrap:anywhere]">
      {actions.map((action) => t(`action.${action}`)).join(", ")}
      <span className="text-muted"> · </span>
      {registries === "all" ? t("allRegistries") : registries.join(", ")}
      <span className="text-muted"> · </span>
      {repositories === "all" ? t("allRepositories") : <code>{repositories.join(" ")}</code>}
    </p>
  );
}
