"use client";

import { useTranslations } from "next-intl";
import type { AuditValue } from "#lib/audit/types.ts";
import { textOf } from "./value-text.ts";

/** Fields with their values before and after. */
export function ChangedFields({ changes }: { readonly changes: AuditValue }) {
  const t = useTranslations("audit.details");
  const fields = fieldsOf(changes);
  if (fields.length === 0) return <p className="text-muted">{t("unchanged")}</p>;
  return (
    <div className="overflow-x-auto">
      <table className="w-full min-w-80 max-w-4xl text-left">
        <caption className="sr-only">{t("changes")}</caption>
        <thead className="text-muted text-xs">
          <tr>
            <th className="py-1 pr-4 font-medium">{t("field")}</th>
            <th className="py-1 pr-4 font-medium">{t("before")}</th>
            <th className="py-1 font-medium">{t("after")}</th>
          </tr>
        </thead>
        <tbody className="divide-y divide-line">
          {fields.map(([name, { before, after }]) => (
            <tr key={name} className="align-top">
              <th scope="row" className="py-1 pr-4 font-normal">
                <code>{name}</code>
              </th>
              <td className="py-1 pr-4 text-muted [overflow-wrap:anywhere]">{textOf(before)}</td>
              <td className="py-1 [overflow-wrap:anywhere]">{textOf(after)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

type Change = { readonly before: AuditValue; readonly after: AuditValue };

function fieldsOf(changes: AuditValue): [string, Change][] {
  if (changes === null || typeof changes !== "object" || Array.isArray(changes)) return [];
  return Object.entries(changes).map(([name, change]) => [
    name,
    { before: null, after: null, ...(change as Partial<Change>) },
  ]);
}
