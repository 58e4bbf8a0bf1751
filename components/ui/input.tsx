import { clsx } from "clsx";
import type { ComponentProps } from "react";

/** The look of what one types into. */
const inputClass =
  "w-full rounded-md border border-control/70 bg-raised px-2.5 text-foreground placeholder:text-muted/80 focus-visible:outline-offset-0 disabled:bg-subtle disabled:text-muted aria-invalid:border-danger";

/** A line of text. */
export function Input({ className, ...rest }: ComponentProps<"input">) {
  return <input className={clsx(inputClass, "h-8", className)} {...rest} />;
}

/** A line that is for a program and not for a reader, such as a pattern or an age. */
export function CodeInput(props: ComponentProps<"input">) {
  return (
    <Input
      autoComplete="off"
      autoCapitalize="none"
      spellCheck={false}
      className="font-mono text-[0.8125rem]"
      {...props}
    />
  );
}

/** Several lines of text. */
export function Textarea({ className, ...rest }: ComponentProps<"textarea">) {
  return <textarea className={clsx(inputClass, "min-h-20 py-1.5", className)} {...rest} />;
}

/** One of several. */
export function Select({ className, ...rest }: ComponentProps<"select">) {
  return <select className={clsx(inputClass, "h-8 pr-7", className)} {...rest} />;
}
