"use client";

import { clsx } from "clsx";
import { type ComponentProps, useEffect, useId, useRef } from "react";

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
  return (
    <input ref={box} type="checkbox" className={clsx("size-4 shrink-0 accent-accent", className)} {...rest} />
  );
}

interface CheckboxFieldProps extends CheckboxProps {
  readonly label: string;
  readonly hint?: string;
}

/** A box to tick with its label and a hint. */
export function CheckboxField({ label, hint, id, ...rest }: CheckboxFieldProps) {
  const ownId = useId();
  const boxId = id ?? ownId;
  const hintId = `${boxId}-hint`;
  return (
    <div className="flex items-start gap-2.5">
      <Checkbox
        id={boxId}
        className="mt-0.5"
        {...(hint === undefined ? {} : { "aria-describedby": hintId })}
        {...rest}
      />
      <div className="min-w-0">
        <label htmlFor={boxId} className="font-medium">
          {label}
        </label>
        {hint !== undefined && (
          <p id={hintId} className="text-muted text-xs">
            {hint}
          </p>
        )}
      </div>
    </div>
  );
}
