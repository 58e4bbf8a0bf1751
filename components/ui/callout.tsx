import { clsx } from "clsx";
import { CircleAlert, CircleCheck, Info, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";

const looks = {
  info: { icon: Info, box: "border-accent/30 bg-accent-soft", mark: "text-accent" },
  success: { icon: CircleCheck, box: "border-success/30 bg-success-soft", mark: "text-success" },
  warning: { icon: TriangleAlert, box: "border-warning/40 bg-warning-soft", mark: "text-warning" },
  danger: { icon: CircleAlert, box: "border-danger/40 bg-danger-soft", mark: "text-danger" },
} as const;

interface CalloutProps {
  readonly tone?: keyof typeof looks;
  readonly title?: ReactNode;
  readonly children?: ReactNode;
  readonly action?: ReactNode;
  /** `alert` for what comes while a person works, so that it is read out. */
  readonly role?: "alert" | "status" | "note";
}

/** Something a person should know before going on. */
export function Callout({ tone = "info", title, children, action, role = "note" }: CalloutProps) {
  const { icon: Icon, box, mark } = looks[tone];
  return (
    <div role={role} className={clsx("flex gap-3 rounded-lg border px-3 py-2.5", box)}>
      <Icon aria-hidden className={clsx("mt-0.5 size-4 shrink-0", mark)} />
      <div className="min-w-0 flex-1 space-y-1">
        {title !== undefined && <p className="font-medium">{title}</p>}
        {children !== undefined && <div className="break-words text-foreground/85">{children}</div>}
        {action !== undefined && <div className="flex flex-wrap gap-2 pt-1.5">{action}</div>}
      </div>
    </div>
  );
}
