import Link from "next/link";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { buttonClass } from "#components/ui/button.tsx";

interface NoticeProps {
  readonly code?: string;
  readonly title: string;
  readonly advice: string;
  readonly action?: ReactNode;
  readonly children?: ReactNode;
}

/** A page that is nothing but news: what happened, and what to do. */
export function Notice({ code, title, advice, action, children }: NoticeProps) {
  const t = useTranslations("errors");
  return (
    <section className="mx-auto flex max-w-xl flex-col gap-3 py-16">
      {code !== undefined && <p className="font-mono text-muted text-xs">{code}</p>}
      <h1 className="text-balance font-semibold text-2xl tracking-tight">{title}</h1>
      <p className="text-base/6 text-muted [overflow-wrap:anywhere]">{advice}</p>
      {children}
      <div className="mt-3 flex flex-wrap gap-2">
        {action}
        <Link href="/" className={buttonClass()}>
          {t("goHome")}
        </Link>
      </div>
    </section>
  );
}
