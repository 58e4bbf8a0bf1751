"use client";

import { useTranslations } from "next-intl";
import { Notice } from "#components/problem/notice.tsx";
import { Button } from "#components/ui/button.tsx";

interface ErrorPageProps {
  readonly error: Error & { readonly digest?: string };
  readonly reset: () => void;
}

/** A page failed in a way that nobody foresaw. */
export default function ErrorPage({ error, reset }: ErrorPageProps) {
  const t = useTranslations("errors");
  return (
    <Notice
      title={t("unexpected.title")}
      advice={t("unexpected.advice")}
      action={
        <Button variant="primary" onClick={reset}>
          {t("tryAgain")}
        </Button>
      }
    >
      {error.digest !== undefined && <p className="text-muted text-xs">{t("logId", { id: error.digest })}</p>}
    </Notice>
  );
}
