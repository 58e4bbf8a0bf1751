"use client";

import { useTranslations } from "next-intl";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import type { Confirmation } from "./confirmation.ts";

interface ConfirmByTypingProps {
  readonly confirmation: Extract<Confirmation, { readonly kind: "typing" }>;
  readonly typed: string;
  readonly setTyped: (typed: string) => void;
}

/** A line to type where a click would be too easy. */
export function ConfirmByTyping({ confirmation, typed, setTyped }: ConfirmByTypingProps) {
  const t = useTranslations("plans.confirm");
  const { why, what, expected } = confirmation;
  return (
    <Field label={t(`type.${what}`, { expected })} hint={t(why)}>
      {(control) => (
        <Input
          {...control}
          autoComplete="off"
          spellCheck={false}
          inputMode={what === "repository" ? "text" : "numeric"}
          className="max-w-sm font-mono"
          value={typed}
          onChange={({ target }) => setTyped(target.value)}
        />
      )}
    </Field>
  );
}
