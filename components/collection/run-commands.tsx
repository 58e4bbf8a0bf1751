"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { CheckboxField } from "#components/ui/checkbox.tsx";
import type { CollectionView } from "#lib/cleanup/collection/collections.ts";
import { CommandSteps } from "./command-steps.tsx";
import { Part } from "./part.tsx";

interface RunCommandsProps {
  readonly commands: CollectionView["commands"];
  /** Whether the registry is collected with `--delete-untagged` as a rule. */
  readonly deletes: boolean;
}

/** Exactly what to run, without `--delete-untagged` and with it. */
export function RunCommands({ commands, deletes }: RunCommandsProps) {
  const t = useTranslations("collection.commands");
  const [deleting, setDeleting] = useState(deletes);
  return (
    <Part id="commands" title={t("title")}>
      <CheckboxField
        label={t("untagged")}
        checked={deleting}
        onChange={({ target }) => setDeleting(target.checked)}
      />
      <CommandSteps commands={deleting ? commands.deleting : commands.keeping} />
    </Part>
  );
}
