import { clsx } from "clsx";
import type { ComponentProps } from "react";
import { Spinner } from "./spinner.tsx";

const variants = {
  primary: "bg-accent text-on-accent border-transparent hover:brightness-110",
  secondary: "bg-raised text-foreground border-control/60 hover:bg-subtle",
  ghost: "bg-transparent text-foreground border-transparent hover:bg-subtle",
  danger: "bg-danger text-on-danger border-transparent hover:brightness-110",
} as const;

const sizes = {
  small: "h-7 px-2.5 text-xs gap-1.5",
  medium: "h-8 px-3 text-sm gap-2",
  large: "h-10 px-4 text-sm gap-2",
} as const;

interface ButtonLook {
  readonly variant?: keyof typeof variants;
  readonly size?: keyof typeof sizes;
}

/** The classes of a button, for a link that looks like one. */
export function buttonClass({ variant = "secondary", size = "medium" }: ButtonLook = {}): string {
  return clsx(
    "inline-flex shrink-0 select-none items-center justify-center whitespace-nowrap rounded-md border font-medium",
    "transition-[background-color,filter,opacity] disabled:cursor-not-allowed disabled:opacity-50",
    variants[variant],
    sizes[size],
  );
}

interface ButtonProps extends ButtonLook, ComponentProps<"button"> {
  /** Shows that the button's work is under way, and keeps it from being pressed again. */
  readonly busy?: boolean;
}

/** A button. `type` is `button` unless said otherwise. */
export function Button({
  variant,
  size,
  busy = false,
  className,
  children,
  disabled,
  type = "button",
  ...rest
}: ButtonProps) {
  return (
    <button
      type={type}
      className={clsx(buttonClass({ ...(variant && { variant }), ...(size && { size }) }), className)}
      disabled={disabled === true || busy}
      aria-busy={busy || undefined}
      {...rest}
    >
      {busy && <Spinner />}
      {children}
    </button>
  );
}
