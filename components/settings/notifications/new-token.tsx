"use client";

import { useTranslations } from "next-intl";
import { Callout } from "#components/ui/callout.tsx";
import { CopyButton } from "#components/ui/copy-button.tsx";

interface NewTokenProps {
  readonly token: string;
  /** There was another before, which the registry still has. */
  readonly replaced: boolean;
}

/** A token that was just made, to be copied: it is shown this once. */
export function NewToken({ token, replaced }: NewTokenProps) {
  const t = useTranslations("activity.settings");
  return (
    <Callout tone="success" role="status" title={t("shownOnce")}>
      <p className="flex items-center gap-1">
        <span className="sr-only">{t("token")}: </span>
        <code className="min-w-0 break-all text-[0.8125rem]">{token}</code>
        <CopyButton text={token} label={t("copyToken")} />
      </p>
      {replaced && <p className="mt-1">{t("replaced")}</p>}
    </Callout>
  );
}
