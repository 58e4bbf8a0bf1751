import type { ReactNode } from "react";

interface ItemProps {
  readonly name: string;
  /** The name is only for those who cannot see what the value looks like. */
  readonly quiet?: boolean;
  readonly children: ReactNode;
}

/** One of the facts that stand in a row below the title. */
export function Item({ name, quiet = false, children }: ItemProps) {
  return (
    <div className="flex min-w-0 flex-wrap items-center gap-x-1.5">
      <dt className={quiet ? "sr-only" : "text-muted"}>{name}</dt>
      <dd className="min-w-0">{children}</dd>
    </div>
  );
}
