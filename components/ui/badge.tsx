import { clsx } from "clsx";
import type { ReactNode } from "react";

const tones = {
  neutral: "border-line bg-subtle text-muted",
  accent: "border-transparent bg-accent-soft text-accent",
  success: "border-transparent bg-success-soft text-success",
  warning: "border-transparent bg-warning-soft text-warning",
  danger: "border-transparent bg-danger-soft text-danger",
} as const;

interface BadgeProps {
  readonly tone?: keyof typeof tones;
  /** A longer explanation on hover. */
  readonly title?: string;
  readonly children: ReactNode;
}

/** A word or two about something. */
export function Badge({ tone = "neutral", title, children }: BadgeProps) {
  return (
    <span
      title={title}
      className={clsx(
        "inline-flex items-center gap-1 whitespace-nowrap rounded-full border px-2 py-px font-medium text-xs [&_svg]:size-3",
        tones[tone],
      )}
    >
      {children}
    </span>
  );
}
