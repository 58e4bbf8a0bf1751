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
  const t = useTranslations("deletion.confirm");
  const { why, expected } = confirmation;
  return (
    <Field label={t(why === "many" ? "typeCount" : "typeName", { expected })} hint={t(why)}>
      {(control) => (
        <Input
          {...control}
          autoComplete="off"
          spellCheck={false}
          inputMode={why === "many" ? "numeric" : "text"}
          className="max-w-sm font-mono"
          value={typed}
          onChange={({ target }) => setTyped(target.value)}
        />
      )}
    </Field>
  );
}
