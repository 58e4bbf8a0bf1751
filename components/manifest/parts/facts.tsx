import type { ReactNode } from "react";

/** A list of names and what stands for them, each pair a line. */
export function Facts({ children }: { readonly children: ReactNode }) {
  return (
    <dl className="divide-y divide-line overflow-hidden rounded-lg border border-line bg-raised text-sm">
      {children}
    </dl>
  );
}

interface FactProps {
  readonly name: string;
  readonly children: ReactNode;
}

/** One of {@link Facts}. */
export function Fact({ name, children }: FactProps) {
  return (
    <div className="grid gap-x-4 gap-y-0.5 px-3 py-2 sm:grid-cols-[11rem_minmax(0,1fr)]">
      <dt className="text-muted">{name}</dt>
      <dd className="min-w-0 break-words">{children}</dd>
    </div>
  );
}
