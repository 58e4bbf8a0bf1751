"use client";

import { clsx } from "clsx";
import { ChevronRight, CircleUser, KeyRound, Ship, UserX } from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import { Badge } from "#components/ui/badge.tsx";
import type { AuditEntry } from "#lib/audit/types.ts";
import { shortDigest } from "#lib/oci/digest.ts";
import { AuditDetails } from "./audit-details.tsx";
import type { AuditFilter } from "./audit-filter.ts";
import { useActionText } from "./use-action-text.ts";

/** The columns of the log on a wide screen. */
export const entryColumns =
  "lg:grid lg:grid-cols-[11rem_minmax(0,3fr)_minmax(0,7fr)_minmax(0,2.5fr)_6.5rem] lg:items-center lg:gap-x-4";

const actors = { user: CircleUser, token: KeyRound, anonymous: UserX, system: Ship } as const;

const tones = { done: "success", refused: "warning", failed: "danger" } as const;

interface AuditEntryRowProps {
  readonly entry: AuditEntry;
  readonly change: (to: Partial<AuditFilter>) => void;
}

/** An entry: when, who, what, from where, and how it ended. Opened, it tells what exactly. */
export function AuditEntryRow({ entry, change }: AuditEntryRowProps) {
  const t = useTranslations("audit");
  const format = useFormatter();
  const actionText = useActionText();
  const { at, actor, action, address, outcome, code } = entry;
  const Icon = actors[actor.kind];
  return (
    <li>
      <details className="group">
        <summary className="relative list-none py-2 pr-3 pl-9 hover:bg-subtle/60 focus-visible:-outline-offset-2 [&::-webkit-details-marker]:hidden">
          <ChevronRight
            aria-hidden
            className="absolute top-2.5 left-2.5 size-4 text-muted transition-transform group-open:rotate-90"
          />
          <span className={clsx("flex flex-wrap gap-x-3 gap-y-0.5 text-[0.8125rem]", entryColumns)}>
            <time dateTime={new Date(at).toISOString()} className="tabular text-muted max-lg:text-xs">
              {format.dateTime(at, { dateStyle: "medium", timeStyle: "medium" })}
            </time>
            <span className="flex min-w-0 items-center gap-1.5">
              <Icon aria-hidden className="size-3.5 shrink-0 text-muted" />
              <span className="sr-only">{t(`actor.${actor.kind}`)}: </span>
              <span className="min-w-0 break-all">
                {actor.name ?? <span className="text-muted">{t(`actor.${actor.kind}`)}</span>}
              </span>
            </span>
            <span className="min-w-0 max-lg:basis-full">
              <span className="mr-1.5 font-medium">{actionText(action)}</span>
              <Subject entry={entry} />
            </span>
            <span className="tabular min-w-0 break-all text-muted text-xs">{address}</span>
            <span className="flex flex-wrap items-center gap-x-1.5">
              <Badge tone={tones[outcome]} {...(code === null ? {} : { title: code })}>
                {t(`outcome.${outcome}`)}
              </Badge>
            </span>
          </span>
        </summary>
        <AuditDetails entry={entry} change={change} />
      </details>
    </li>
  );
}

/** What it is about, in short: a reference, a registry, or a name from the details. */
function Subject({ entry }: { readonly entry: AuditEntry }) {
  const { actor, registry, repository, reference, details } = entry;
  if (repository !== null) {
    const separator = reference?.includes(":") === true ? "@" : ":";
    return (
      <span className="font-mono text-xs [overflow-wrap:anywhere]">
        <span className="text-muted">{registry}/</span>
        {repository}
        {reference !== null && (
          <>
            <span className="text-muted">{separator}</span>
            {separator === "@" ? shortDigest(reference as Parameters<typeof shortDigest>[0]) : reference}
          </>
        )}
      </span>
    );
  }
  const named = registry ?? details.username ?? details.name;
  // Who signs in is named as who did it.
  return typeof named === "string" && named !== actor.name ? (
    <span className="break-all text-muted">{named}</span>
  ) : null;
}
