import type { ReactNode } from "react";

interface EmptyStateProps {
  readonly icon?: ReactNode;
  readonly title: string;
  readonly children?: ReactNode;
  /** What to do next. */
  readonly action?: ReactNode;
}

/** Nothing is here, and what to do about it. */
export function EmptyState({ icon, title, children, action }: EmptyStateProps) {
  return (
    <div className="mx-auto flex max-w-xl flex-col items-center gap-3 px-4 py-16 text-center">
      {icon !== undefined && <div className="text-muted [&_svg]:size-10 [&_svg]:stroke-[1.25]">{icon}</div>}
      <h2 className="font-semibold text-base">{title}</h2>
      {children !== undefined && (
        <div className="w-full break-keep text-muted [overflow-wrap:anywhere]">{children}</div>
      )}
      {action !== undefined && <div className="mt-2 flex flex-wrap justify-center gap-2">{action}</div>}
    </div>
  );
}
