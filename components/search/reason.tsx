import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { SearchReason } from "#lib/index/search/reasons.ts";
import { shortDigest } from "#lib/oci/digest.ts";

/** Why a tag was found, in a few words. */
export function Reason({ reason }: { readonly reason: SearchReason }) {
  const t = useTranslations("search.reason");
  switch (reason.kind) {
    case "label":
      return (
        <Said what={t("label")} full={`${reason.name}=${reason.value}`}>
          {reason.name}={reason.value}
        </Said>
      );
    case "env":
    case "base":
      return (
        <Said what={t(reason.kind)} full={reason.name}>
          {reason.name}
        </Said>
      );
    case "layer":
    case "config":
    case "manifest":
      return (
        <Said what={t(reason.kind)} full={reason.digest}>
          {shortDigest(reason.digest)}
        </Said>
      );
  }
}

function Said({
  what,
  full,
  children,
}: {
  readonly what: string;
  readonly full: string;
  readonly children: ReactNode;
}) {
  return (
    <span title={full} className="flex min-w-0 max-w-[min(32rem,70vw)] gap-1">
      <span>{what}</span>
      <code className="truncate text-foreground">{children}</code>
    </span>
  );
}
