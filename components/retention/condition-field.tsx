"use client";

import { X } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Field } from "#components/ui/field.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import { CodeInput, Textarea } from "#components/ui/input.tsx";
import type { ConditionName, ConditionsDraft, RuleDraft } from "./draft.ts";
import { AgesFields, NewestFields } from "./several-fields.tsx";

export interface ConditionFieldProps {
  readonly name: ConditionName;
  readonly action: RuleDraft["action"];
  readonly conditions: ConditionsDraft;
  readonly change: (to: ConditionsDraft) => void;
  readonly remove: () => void;
  /** What is wrong with a field of this condition, by what stands behind its name: empty for the whole. */
  readonly errorOf: (within: string) => string | undefined;
}

/** What a condition is called: of a delete rule, the newest are those that it leaves. */
export function useConditionLabel() {
  const t = useTranslations("retention.condition");
  return (name: ConditionName, action: RuleDraft["action"]) =>
    name === "newest" && action === "delete" ? t("beyondNewest") : t(name);
}

/** A condition of a rule, with what it asks for. */
export function ConditionField(props: ConditionFieldProps) {
  const { name, action, conditions, remove } = props;
  const t = useTranslations("retention.editor");
  const label = useConditionLabel()(name, action);
  if (conditions[name] === undefined) return null;
  return (
    <div className="flex items-start gap-1.5">
      <div className="min-w-0 flex-1">
        <Inputs {...props} label={label} />
      </div>
      <IconButton label={t("removeCondition", { condition: label })} onClick={remove} className="-mt-1">
        <X aria-hidden />
      </IconButton>
    </div>
  );
}

function Inputs(props: ConditionFieldProps & { readonly label: string }): ReactNode {
  const { name, conditions, change, errorOf, label } = props;
  const t = useTranslations("retention.condition");
  switch (name) {
    case "created":
    case "pushed":
    case "pulled":
      return (
        <AgesFields
          label={label}
          hint={t(`${name}Hint`)}
          ages={conditions[name] ?? { olderThan: "", newerThan: "" }}
          change={(ages) => change({ [name]: ages })}
          errorOf={errorOf}
        />
      );
    case "newest":
      return conditions.newest === undefined ? null : (
        <NewestFields
          label={label}
          hint={t("newestHint")}
          newest={conditions.newest}
          change={(newest) => change({ newest })}
          errorOf={errorOf}
        />
      );
    case "untagged":
      return (
        <div className="space-y-1.5">
          <p className="font-medium">{label}</p>
          <p className="text-muted text-xs">{t("untaggedHint")}</p>
        </div>
      );
    case "labels":
      return (
        <Field label={label} hint={t("labelsHint")} error={errorOf("")}>
          {(control) => (
            <Textarea
              {...control}
              rows={2}
              value={conditions.labels ?? ""}
              onChange={({ target }) => change({ labels: target.value })}
              spellCheck={false}
              autoCapitalize="none"
              className="min-h-9 font-mono text-[0.8125rem]"
            />
          )}
        </Field>
      );
    default:
      return (
        <Field
          label={label}
          hint={t(name === "tags" || name === "platforms" ? `${name}Hint` : "sizeHint")}
          error={errorOf("")}
        >
          {(control) => (
            <CodeInput
              {...control}
              value={conditions[name] ?? ""}
              onChange={({ target }) => change({ [name]: target.value })}
            />
          )}
        </Field>
      );
  }
}
