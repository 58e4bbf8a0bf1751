import type { ReactNode } from "react";

interface SectionProps {
  readonly id: string;
  readonly title: string;
  /** Stands behind the title in a quieter colour: a count, a size. */
  readonly aside?: ReactNode;
  /** Stands at the end of the title's line: a button. */
  readonly action?: ReactNode;
  readonly children: ReactNode;
}

/** A part of the page under a heading of its own, to which an address can lead by its `id`. */
export function Section({ id, title, aside, action, children }: SectionProps) {
  return (
    <section aria-labelledby={id} className="min-w-0">
      <div className="mb-2 flex min-h-8 flex-wrap items-center gap-x-3 gap-y-1">
        <h2 id={id} className="scroll-mt-20 font-semibold text-sm">
          {title}
        </h2>
        {aside !== undefined && <span className="text-muted text-xs">{aside}</span>}
        {action !== undefined && <div className="ml-auto flex items-center gap-2">{action}</div>}
      </div>
      {children}
    </section>
  );
}
