"use client";

import { useFormatter, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { CopyButton } from "#components/ui/copy-button.tsx";
import type { AuditEntry } from "#lib/audit/types.ts";
import type { AuditFilter } from "./audit-filter.ts";
import { ChangedFields } from "./changed-fields.tsx";
import { textOf } from "./value-text.ts";

interface AuditDetailsProps {
  readonly entry: AuditEntry;
  readonly change: (to: Partial<AuditFilter>) => void;
}

/** What exactly an entry says. What it names can be filtered by. */
export function AuditDetails({ entry, change }: AuditDetailsProps) {
  const t = useTranslations("audit.details");
  const kinds = useTranslations("audit.actor");
  const format = useFormatter();
  const { at, actor, address, userAgent, action, registry, repository, reference, code } = entry;
  const { changes, ...rest } = entry.details;
  const owner = actor.name?.split("/")[0] ?? null;
  const exact = format.dateTime(at, {
    dateStyle: "long",
    timeStyle: "long",
  });
  return (
    <div className="space-y-3 border-line border-t bg-background/60 px-3 py-3 text-[0.8125rem] lg:pl-9">
      <dl className="grid gap-x-6 gap-y-1.5 sm:grid-cols-2 xl:grid-cols-3">
        <Fact name={t("when")}>{exact}</Fact>
        <Fact name={t("who")}>
          {actor.name === null ? (
            kinds(actor.kind)
          ) : (
            <>
              {kinds(actor.kind)} <Narrow onClick={() => change({ actor: owner ?? "" })}>{actor.name}</Narrow>
            </>
          )}
        </Fact>
        <Fact name={t("action")}>
          <Narrow onClick={() => change({ action })}>{action}</Narrow>
        </Fact>
        {address !== null && (
          <Fact name={t("address")}>
            <Narrow onClick={() => change({ text: address })}>{address}</Narrow>
          </Fact>
        )}
        {registry !== null && (
          <Fact name={t("registry")}>
            <Narrow onClick={() => change({ registry })}>{registry}</Narrow>
          </Fact>
        )}
        {repository !== null && (
          <Fact name={t("repository")}>
            <Narrow onClick={() => change({ repository })}>{repository}</Narrow>
          </Fact>
        )}
        {reference !== null && (
          <Fact name={t("reference")}>
            <Narrow onClick={() => change({ text: reference })}>{reference}</Narrow>
          </Fact>
        )}
        {code !== null && (
          <Fact name={t("code")}>
            <Narrow onClick={() => change({ text: code })}>{code}</Narrow>
          </Fact>
        )}
        {userAgent !== null && <Fact name={t("userAgent")}>{userAgent}</Fact>}
        {Object.entries(rest).map(([name, value]) => (
          <Fact key={name} name={name} code>
            {textOf(value)}
          </Fact>
        ))}
      </dl>
      {changes !== undefined && <ChangedFields changes={changes} />}
      <CopyButton text={JSON.stringify(entry, null, 2)} label={t("copy")} showLabel className="-ml-2" />
    </div>
  );
}

interface FactProps {
  readonly name: string;
  /** The name is the log's own word, the same in every language. */
  readonly code?: boolean;
  readonly children: ReactNode;
}

function Fact({ name, code = false, children }: FactProps) {
  return (
    <div className="flex min-w-0 items-baseline gap-2">
      <dt className="w-24 shrink-0 text-muted [overflow-wrap:anywhere]">
        {code ? <code>{name}</code> : name}
      </dt>
      <dd className="min-w-0 flex-1 [overflow-wrap:anywhere]">{children}</dd>
    </div>
  );
}

/** Shows only entries with the same. */
function Narrow({ onClick, children }: { readonly onClick: () => void; readonly children: string }) {
  const t = useTranslations("audit.details");
  return (
    <button
      type="button"
      onClick={onClick}
      title={t("narrow", { value: children })}
      className="rounded py-0.5 text-left underline decoration-dotted decoration-muted underline-offset-2 [overflow-wrap:anywhere] hover:text-accent"
    >
      {children}
    </button>
  );
}
