"use client";

import { clsx } from "clsx";
import { type ComponentProps, useEffect, useRef } from "react";

interface CheckboxProps extends Omit<ComponentProps<"input">, "type" | "ref"> {
  /** Some of what it stands for is chosen. */
  readonly indeterminate?: boolean;
}

/** A box to tick. */
export function Checkbox({ indeterminate = false, className, ...rest }: CheckboxProps) {
  const box = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (box.current !== null) box.current.indeterminate = indeterminate;
  }, [indeterminate]);
  return <input ref={box} type="checkbox" className={clsx("size-4 shrink-0 accent-accent", className)} {...rest} />;
}

interface CheckboxFieldProps extends CheckboxProps {
  readonly label: string;
  readonly hint?: string;
}

/** A box to tick with its label and a hint. */
export function CheckboxField({ label, hint, ...rest }: CheckboxFieldProps) {
  return (
    <label className="flex items-start gap-2.5">
      <Checkbox className="mt-0.5" {...rest} />
      <span className="min-w-0">
        <span className="font-medium">{label}</span>
        {hint !== undefined && <span className="block text-muted text-xs">{hint}</span>}
      </span>
    </label>
  );
}
