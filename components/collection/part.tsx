import type { ReactNode } from "react";

interface PartProps {
  /** By which it is linked to. */
  readonly id: string;
  readonly title: string;
  readonly description?: ReactNode;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

/** A part of the page under its heading. */
export function Part({ id, title, description, actions, children }: PartProps) {
  return (
    <section aria-labelledby={id} className="min-w-0 space-y-3">
      <div className="flex flex-wrap items-start gap-x-4 gap-y-2">
        <div className="min-w-0 flex-1 basis-64">
          <h2 id={id} className="scroll-mt-16 font-semibold text-base">
            {title}
          </h2>
          {description !== undefined && <p className="mt-0.5 break-keep text-muted">{description}</p>}
        </div>
        {actions}
      </div>
      {children}
    </section>
  );
}
