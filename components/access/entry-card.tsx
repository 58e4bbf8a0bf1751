import type { ReactNode } from "react";
import { Logo } from "#components/shell/logo.tsx";

interface EntryCardProps {
  readonly title: string;
  readonly description?: string;
  readonly children: ReactNode;
}

/** What a page before the dashboard consists of: one form. */
export function EntryCard({ title, description, children }: EntryCardProps) {
  return (
    <div className="mx-auto w-full max-w-sm py-10 sm:py-20">
      <Logo className="mb-4 size-10" />
      <h1 className="font-semibold text-xl tracking-tight">{title}</h1>
      {description !== undefined && <p className="mt-1.5 text-muted">{description}</p>}
      <div className="mt-6">{children}</div>
    </div>
  );
}
