"use client";

import { useTranslations } from "next-intl";
import { useSyncExternalStore } from "react";
import { CodeBox } from "#components/settings/notifications/code-box.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { CopyButton } from "#components/ui/copy-button.tsx";

interface MadeTokenProps {
  readonly token: string;
  /** STOWAGE_URL; the address of the page counts where it is not set. */
  readonly publicUrl: string | null;
}

/** A token that was just made, to be copied: it is shown this once. */
export function MadeTokenBox({ token, publicUrl }: MadeTokenProps) {
  const t = useTranslations("tokens");
  const pageOrigin = useSyncExternalStore(neverChanges, originOfPage, () => "");
  const example = `curl -H 'Authorization: Bearer ${token}' ${publicUrl ?? pageOrigin}/api/registries`;
  return (
    <div className="space-y-3">
      <Callout tone="success" role="status" title={t("shownOnce")}>
        <p className="flex items-center gap-1">
          <span className="sr-only">{t("token")}: </span>
          <code className="min-w-0 break-all text-[0.8125rem]">{token}</code>
          <CopyButton text={token} label={t("copyToken")} />
        </p>
      </Callout>
      <CodeBox title={t("example")} code={example} copyLabel={t("copyExample")} hint={t("exampleHint")} />
    </div>
  );
}

const neverChanges = () => () => undefined;
const originOfPage = () => window.location.origin;
