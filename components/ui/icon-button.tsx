import { clsx } from "clsx";
import type { ComponentProps, ReactNode } from "react";

interface IconButtonProps extends Omit<ComponentProps<"button">, "children" | "aria-label"> {
  /** What it does, for those who cannot see the icon, and as its tooltip. */
  readonly label: string;
  readonly children: ReactNode;
}

/** The classes of an icon button, for a link that looks like one. */
export const iconButtonClass =
  "inline-flex size-8 shrink-0 items-center justify-center rounded-md text-muted transition-colors hover:bg-subtle hover:text-foreground disabled:opacity-50 [&_svg]:size-4";

/** A button that is only an icon. */
export function IconButton({ label, children, className, type = "button", ...rest }: IconButtonProps) {
  return (
    <button
      type={type}
      aria-label={label}
      title={label}
      className={clsx(iconButtonClass, className)}
      {...rest}
    >
      {children}
    </button>
  );
}
