"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { type FormEvent, useId, useState } from "react";
import { apiFetch } from "#components/api/fetch.ts";
import { type ProblemData, problemFrom } from "#components/api/problem.ts";
import { ProblemView } from "#components/problem/problem-view.tsx";
import { Button } from "#components/ui/button.tsx";
import { CheckboxField } from "#components/ui/checkbox.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input, Select } from "#components/ui/input.tsx";
import { useFocusOn, wrongField } from "#components/ui/use-focus-on.ts";
import type { KnownPolicies } from "#lib/retention/policies.ts";
import type { Schedule, ScheduleDraft } from "#lib/retention/schedules/schedules.ts";
import { NextTimes } from "./next-times.tsx";

interface ScheduleDialogProps {
  readonly slug: string;
  /** Null for a new one. */
  readonly schedule: Schedule | null;
  readonly onClose: () => void;
}

/** What is wrong with a field that the server has no code of its own for: it is empty, too long, or no number. */
const usually = {
  policy: "POLICY_UNKNOWN",
  cron: "CRON_INVALID",
  timeZone: "TIME_ZONE_UNKNOWN",
  atMost: "AT_MOST_INVALID",
} as const;

/** Adds, changes or removes a schedule. */
export function ScheduleDialog({ slug, schedule, onClose }: ScheduleDialogProps) {
  const t = useTranslations("schedules");
  const formId = useId();
  const [form, focusOn] = useFocusOn<HTMLFormElement>();
  const [draft, setDraft] = useState<ScheduleDraft>(() => draftOf(schedule));
  const [problem, setProblem] = useState<ProblemData | null>(null);
  const [busy, setBusy] = useState(false);
  const { data: known } = useQuery({
    queryKey: ["policies"],
    queryFn: ({ signal }) => apiFetch<KnownPolicies>("/api/policies", { signal }),
  });
  const names = known?.policies.map(({ policy }) => policy.name) ?? [];
  const policy = draft.policy === "" ? (names[0] ?? "") : draft.policy;
  const change = (to: Partial<ScheduleDraft>) => setDraft((before) => ({ ...before, ...to }));
  const errorOf = (field: keyof typeof usually) => {
    const issue = problem?.issues?.find(({ path }) => path === field);
    if (issue === undefined) return undefined;
    const own = `problem.${issue.code}` as `problem.${(typeof usually)["cron"]}`;
    return t(t.has(own) ? own : `problem.${usually[field]}`);
  };
  const path = `/api/registries/${slug}/schedules${schedule === null ? "" : `/${schedule.id}`}`;

  const send = async (request: { method: "POST" | "PUT" | "DELETE"; body?: unknown }) => {
    setBusy(true);
    setProblem(null);
    try {
      await apiFetch(path, request);
      onClose();
    } catch (error) {
      setProblem(problemFrom(error));
      setBusy(false);
      focusOn(wrongField);
    }
  };
  const save = (event: FormEvent) => {
    event.preventDefault();
    void send({ method: schedule === null ? "POST" : "PUT", body: { ...draft, policy } });
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={t(schedule === null ? "add" : "change")}
      description={t("description")}
      footer={
        <>
          {schedule !== null && (
            <Button
              variant="danger"
              className="mr-auto"
              busy={busy}
              onClick={() => void send({ method: "DELETE" })}
            >
              {t("remove")}
            </Button>
          )}
          <Button onClick={onClose}>{t("cancel")}</Button>
          <Button type="submit" form={formId} variant="primary" busy={busy} disabled={policy === ""}>
            {t("save")}
          </Button>
        </>
      }
    >
      <form ref={form} id={formId} onSubmit={save} noValidate className="space-y-4">
        {problem !== null && (problem.issues ?? []).length === 0 && (
          <ProblemView problem={problem} as="box" slug={slug} />
        )}
        <Field
          label={t("policy")}
          hint={names.length === 0 && known !== undefined ? t("noPolicies") : undefined}
          error={errorOf("policy")}
        >
          {(control) => (
            <Select {...control} value={policy} onChange={({ target }) => change({ policy: target.value })}>
              {[...new Set([...(schedule === null ? [] : [schedule.policy]), ...names])].map((name) => (
                <option key={name}>{name}</option>
              ))}
            </Select>
          )}
        </Field>
        <div className="grid gap-4 sm:grid-cols-2">
          <Field label={t("cron")} hint={t("cronHint")} error={errorOf("cron")}>
            {(control) => (
              <Input
                {...control}
                className="font-mono"
                value={draft.cron}
                spellCheck={false}
                autoComplete="off"
                onChange={({ target }) => change({ cron: target.value })}
              />
            )}
          </Field>
          <Field label={t("timeZone")} error={errorOf("timeZone")}>
            {(control) => (
              <Input
                {...control}
                value={draft.timeZone}
                list={`${formId}-zones`}
                spellCheck={false}
                autoComplete="off"
                onChange={({ target }) => change({ timeZone: target.value })}
              />
            )}
          </Field>
          <datalist id={`${formId}-zones`}>
            {Intl.supportedValuesOf("timeZone").map((zone) => (
              <option key={zone} value={zone} />
            ))}
          </datalist>
        </div>
        <NextTimes cron={draft.cron} timeZone={draft.timeZone} />
        <CheckboxField
          label={t("dryRunLabel")}
          hint={t("dryRunHint")}
          checked={draft.dryRun}
          onChange={({ target }) => change({ dryRun: target.checked })}
        />
        {!draft.dryRun && (
          <Field label={t("atMost")} hint={t("atMostHint")} error={errorOf("atMost")}>
            {(control) => (
              <Input
                {...control}
                type="number"
                min={1}
                className="sm:max-w-40"
                value={draft.atMost}
                onChange={({ target }) => change({ atMost: Number(target.value) })}
              />
            )}
          </Field>
        )}
        <CheckboxField
          label={t("enabled")}
          checked={draft.enabled}
          onChange={({ target }) => change({ enabled: target.checked })}
        />
      </form>
    </Dialog>
  );
}

/** A new schedule comes at night where the person is, and makes plans that wait. */
function draftOf(schedule: Schedule | null): ScheduleDraft {
  if (schedule === null) {
    const { timeZone } = new Intl.DateTimeFormat().resolvedOptions();
    return { policy: "", cron: "30 3 * * *", timeZone, dryRun: true, atMost: 1_000, enabled: true };
  }
  const { policy, cron, timeZone, dryRun, atMost, enabled } = schedule;
  return { policy, cron, timeZone, dryRun, atMost, enabled };
}
