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
  /** Whether the keys for finding lead here: in a list of which a page draws a part, a browser would find little. */
  readonly findKey?: boolean;
}

/** What a list is filtered by. The key `/` leads to it, and Escape empties it. */
export function FilterInput(props: FilterInputProps) {
  const { label, clearLabel, value, onChange, findKey = false, className, ...rest } = props;
  return (
    <>
      <Search aria-hidden className="absolute top-2 left-2.5 size-4 text-muted" />
      <Input
        data-filter-input={findKey ? "find" : ""}
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
