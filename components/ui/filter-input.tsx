"use client";

import { clsx } from "clsx";
import { Search, X } from "lucide-react";
import type { ComponentProps } from "react";
import { IconButton } from "./icon-button.tsx";
import { Input } from "./input.tsx";

interface FilterInputProps extends Omit<ComponentProps<"input">, "value" | "onChange" | "aria-label"> {
  readonly label: string;
  /** What the button that empties it does. */
  readonly clearLabel: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** What a list is filtered by. The key `/` leads to it, and Escape empties it. */
export function FilterInput({ label, clearLabel, value, onChange, className, ...rest }: FilterInputProps) {
  return (
    <>
      <Search aria-hidden className="absolute top-2 left-2.5 size-4 text-muted" />
      <Input
        data-filter-input
        aria-label={label}
        value={value}
        onChange={({ target }) => onChange(target.value)}
        onKeyDown={(event) => {
          if (event.key !== "Escape" || value === "") return;
          event.preventDefault();
          onChange("");
        }}
        spellCheck={false}
        autoComplete="off"
        maxLength={300}
        className={clsx("px-8", className)}
        {...rest}
      />
      {value !== "" && (
        <IconButton
          label={clearLabel}
          className="absolute top-0.5 right-0.5 size-7"
          onClick={() => onChange("")}
        >
          <X aria-hidden />
        </IconButton>
      )}
    </>
  );
}
