"use client";

import { clsx } from "clsx";
import { Plus, Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import type { KeyboardEvent } from "react";
import { buttonClass } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import { Input, Select } from "#components/ui/input.tsx";
import { MenuAt, MenuItem } from "#components/ui/menu.tsx";
import { PopupButton } from "#components/ui/popup-button.tsx";
import { ConditionField, useConditionLabel } from "./condition-field.tsx";
import { type ConditionName, conditionNames, newCondition, type RuleDraft } from "./draft.ts";
import { MoveButtons } from "./move-buttons.tsx";

interface RuleCardProps {
  readonly rule: RuleDraft;
  /** From 1. */
  readonly number: number;
  readonly last: boolean;
  readonly readOnly: boolean;
  /** A tag that it decides over is pointed at. */
  readonly highlighted: boolean;
  /** How many tags it decides over; undefined where that is not known. */
  readonly decides: number | undefined;
  readonly change: (rule: RuleDraft) => void;
  readonly move: (by: -1 | 1) => void;
  readonly remove: () => void;
  readonly errorOf: (field: string) => string | undefined;
}

/** A rule: what it does, and the conditions that must all hold. */
export function RuleCard(props: RuleCardProps) {
  const { rule, number, last, readOnly, highlighted, decides, change, move, remove, errorOf } = props;
  const t = useTranslations("retention.editor");
  const { action, note, conditions } = rule;
  const asked = conditionNames.filter((name) => conditions[name] !== undefined);
  const onKeyDown = (event: KeyboardEvent) => {
    if (readOnly || !event.altKey || (event.key !== "ArrowUp" && event.key !== "ArrowDown")) return;
    event.preventDefault();
    move(event.key === "ArrowUp" ? -1 : 1);
  };
  const without = (name: ConditionName) => {
    const { [name]: _, ...rest } = conditions;
    change({ ...rule, conditions: rest });
  };
  return (
    <li
      data-rule={rule.key}
      aria-label={t("rule", { number })}
      onKeyDown={onKeyDown}
      className={clsx(
        "scroll-mt-24 rounded-lg border border-l-4 bg-raised transition-shadow",
        action === "keep" ? "border-l-success" : "border-l-danger",
        highlighted ? "border-accent ring-2 ring-accent" : "border-line",
      )}
    >
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1 border-line border-b px-3 py-2">
        <h3 className="font-medium tabular">{t("rule", { number })}</h3>
        <span className="w-28">
          <Select
            aria-label={t("action", { number })}
            value={action}
            onChange={({ target }) => change({ ...rule, action: target.value as RuleDraft["action"] })}
            className="font-medium"
          >
            <option value="keep">{t("keep")}</option>
            <option value="delete">{t("delete")}</option>
          </Select>
        </span>
        {decides !== undefined && (
          <span className="text-muted text-xs">{t("decides", { count: decides })}</span>
        )}
        {!readOnly && (
          <span className="ml-auto flex">
            <MoveButtons
              up={t("up", { number })}
              down={t("down", { number })}
              first={number === 1}
              last={last}
              move={move}
            />
            <IconButton label={t("remove", { number })} onClick={remove}>
              <Trash2 aria-hidden />
            </IconButton>
          </span>
        )}
      </div>
      <div className="space-y-4 px-3 py-3">
        {errorOf("action") !== undefined && (
          <p role="alert" className="text-danger text-xs">
            {errorOf("action")}
          </p>
        )}
        {asked.length === 0 && errorOf("action") === undefined && (
          <p className="text-muted">{t("everything")}</p>
        )}
        {asked.map((name) => (
          <ConditionField
            key={name}
            name={name}
            action={action}
            conditions={conditions}
            change={(to) => change({ ...rule, conditions: { ...conditions, ...to } })}
            remove={() => without(name)}
            errorOf={(within) => errorOf(`${name}${within}`)}
          />
        ))}
        {!readOnly && asked.length < conditionNames.length && (
          <AddCondition
            rule={rule}
            add={(name) => change({ ...rule, conditions: { ...conditions, ...newCondition(name) } })}
          />
        )}
        <Field label={t("note")} error={errorOf("note")}>
          {(control) => (
            <Input
              {...control}
              maxLength={200}
              placeholder={t("noteHint")}
              value={note}
              onChange={({ target }) => change({ ...rule, note: target.value })}
            />
          )}
        </Field>
      </div>
    </li>
  );
}

function AddCondition({
  rule,
  add,
}: {
  readonly rule: RuleDraft;
  readonly add: (name: ConditionName) => void;
}) {
  const t = useTranslations("retention.editor");
  const label = useConditionLabel();
  return (
    <PopupButton
      kind="menu"
      className={buttonClass({ size: "small" })}
      popup={(place) => (
        <MenuAt {...place} label={t("addCondition")}>
          {conditionNames
            .filter((name) => rule.conditions[name] === undefined)
            .map((name) => (
              <MenuItem key={name} onSelect={() => add(name)}>
                {label(name, rule.action)}
              </MenuItem>
            ))}
        </MenuAt>
      )}
    >
      <Plus aria-hidden className="size-3.5" />
      {t("addCondition")}
    </PopupButton>
  );
}
