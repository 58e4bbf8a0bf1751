"use client";

import { Plus } from "lucide-react";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { apiFetch } from "#components/api/fetch.ts";
import { type ProblemData, problemFrom } from "#components/api/problem.ts";
import { ProblemView } from "#components/problem/problem-view.tsx";
import { Button, buttonClass } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { useToast } from "#components/ui/toast.tsx";
import { useFocusOn, wrongField } from "#components/ui/use-focus-on.ts";
import type { RetentionPolicy } from "#lib/oci/retention/policy.ts";
import { speaksOfRegistry } from "#lib/oci/retention/scope.ts";
import type { KnownPolicy } from "#lib/retention/policies.ts";
import { draftOf, emptyDraft, newRule, type PolicyDraft, type RuleDraft } from "./draft.ts";
import { checkDraft } from "./draft-problems.ts";
import { PreviewPanel } from "./preview-panel.tsx";
import { useDraftProblem } from "./problem-text.ts";
import { RemovePolicy } from "./remove-policy.tsx";
import { RuleCard } from "./rule-card.tsx";
import { ScopeFields } from "./scope-fields.tsx";
import { usePreview } from "./use-preview.ts";

interface PolicyEditorProps {
  /** Null for a new one. */
  readonly known: KnownPolicy | null;
  /** All that are set up. */
  readonly registries: readonly { readonly slug: string; readonly name: string }[];
}

/** What is typed, and the last policy of it that was right. */
interface Edited {
  readonly draft: PolicyDraft;
  readonly right: RetentionPolicy | null;
}

function withRight(draft: PolicyDraft, before: RetentionPolicy | null): Edited {
  const checked = checkDraft(named(draft));
  return { draft, right: checked.ok ? checked.policy : before };
}

/** A preview needs no name. */
function named(draft: PolicyDraft): PolicyDraft {
  return { ...draft, name: draft.name.trim() || "policy" };
}

/** A policy with its rules, and beside it what it would do, as one writes it. */
export function PolicyEditor({ known, registries }: PolicyEditorProps) {
  const t = useTranslations("retention.editor");
  const router = useRouter();
  const toast = useToast();
  const [form, focusOn] = useFocusOn<HTMLFormElement>();
  const [{ draft, right: policy }, setEdited] = useState<Edited>(() =>
    known === null ? withRight(emptyDraft, null) : { draft: draftOf(known.policy), right: known.policy },
  );
  const edit = (change: (draft: PolicyDraft) => PolicyDraft) =>
    setEdited((before) => withRight(change(before.draft), before.right));
  const [asked, setAsked] = useState(false);
  const [saving, setSaving] = useState(false);
  const [problem, setProblem] = useState<ProblemData | null>(null);
  const [pointed, setPointed] = useState<number | null>(null);
  const [chosen, setChosen] = useState<string | null>(null);
  const [said, setSaid] = useState("");
  const readOnly = known !== null && known.updatedAt === null;

  const checked = checkDraft(draft);
  const spoken = policy === null ? [] : registries.filter(({ slug }) => speaksOfRegistry(policy, slug));
  const registry = (spoken.find(({ slug }) => slug === chosen) ?? spoken[0])?.slug ?? null;
  const preview = usePreview(registry, known?.id ?? null, policy);
  const outdated = !checkDraft(named(draft)).ok;
  const problemText = useDraftProblem(checked);
  // An empty field is no mistake before one has asked to save it.
  const errorOf = (field: string) => {
    const error = problemText(field);
    const code = checked.ok ? undefined : checked.problems.get(field)?.code;
    return !asked && (code === "empty" || code === "name" || code === "ages") ? undefined : error;
  };

  const changeRules = (rules: readonly RuleDraft[]) => edit((before) => ({ ...before, rules }));
  const add = (action: RuleDraft["action"]) => {
    const key = Math.max(-1, ...draft.rules.map((rule) => rule.key)) + 1;
    changeRules([...draft.rules, newRule(key, action)]);
    focusOn(`[data-rule="${key}"] input`);
  };
  const move = (from: number, by: -1 | 1) => {
    const rule = draft.rules[from];
    const to = from + by;
    if (rule === undefined || to < 0 || to >= draft.rules.length) return;
    const rules = draft.rules.filter((_, position) => position !== from);
    changeRules(rules.toSpliced(to, 0, rule));
    setSaid(t("moved", { number: to + 1 }));
    // What moves in the document loses the focus.
    if (document.activeElement?.closest("[data-move]") !== null)
      focusOn(`[data-rule="${rule.key}"] [data-move="${by}"]`);
  };
  const save = async (event: FormEvent) => {
    event.preventDefault();
    setAsked(true);
    setProblem(null);
    if (!checked.ok) {
      focusOn(wrongField);
      return;
    }
    setSaving(true);
    try {
      await (known === null
        ? apiFetch("/api/policies", { method: "POST", body: checked.policy })
        : apiFetch(`/api/policies/${known.id}`, {
            method: "PUT",
            body: { policy: checked.policy, seen: known.updatedAt },
          }));
      toast(t("saved", { name: checked.policy.name }));
      router.push("/retention/policies");
      router.refresh();
    } catch (error) {
      setSaving(false);
      setProblem(problemFrom(error));
    }
  };
  return (
    <div className="grid items-start gap-x-8 gap-y-8 lg:grid-cols-[minmax(0,1fr)_minmax(0,1fr)]">
      <form ref={form} method="post" onSubmit={save} noValidate className="min-w-0 space-y-6">
        {readOnly && <Callout>{t("readOnly")}</Callout>}
        {asked && !checked.ok && (
          <Callout tone="danger" role="alert">
            {t("fix")}
          </Callout>
        )}
        {problem !== null && <ProblemView problem={problem} as="box" />}
        <fieldset disabled={readOnly} className="min-w-0 space-y-6">
          <ScopeFields
            draft={draft}
            change={(to) => edit((before) => ({ ...before, ...to }))}
            errorOf={errorOf}
          />
          <section aria-labelledby="rules" className="space-y-3">
            <div>
              <h2 id="rules" className="font-semibold text-base">
                {t("rules")}
              </h2>
              <p className="text-muted text-xs">{t("rulesHint")}</p>
            </div>
            <ol className="space-y-3">
              {draft.rules.map((rule, position) => (
                <RuleCard
                  key={rule.key}
                  rule={rule}
                  number={position + 1}
                  last={position === draft.rules.length - 1}
                  readOnly={readOnly}
                  highlighted={pointed === position}
                  decides={outdated || preview.isPlaceholderData ? undefined : preview.data?.byRule[position]}
                  change={(next) =>
                    changeRules(draft.rules.map((its) => (its.key === next.key ? next : its)))
                  }
                  move={(by) => move(position, by)}
                  remove={() => changeRules(draft.rules.filter((its) => its.key !== rule.key))}
                  errorOf={(field) => errorOf(`rules.${position}.${field}`)}
                />
              ))}
            </ol>
            <p role="status" className="sr-only">
              {said}
            </p>
            {!readOnly && (
              <div className="flex flex-wrap gap-2">
                <Button onClick={() => add("keep")}>
                  <Plus aria-hidden className="size-4 text-success" />
                  {t("addKeep")}
                </Button>
                <Button onClick={() => add("delete")}>
                  <Plus aria-hidden className="size-4 text-danger" />
                  {t("addDelete")}
                </Button>
              </div>
            )}
          </section>
        </fieldset>
        <div className="flex flex-wrap gap-2 border-line border-t pt-4">
          {!readOnly && (
            <Button type="submit" variant="primary" busy={saving}>
              {t(known === null ? "create" : "save")}
            </Button>
          )}
          <Link href="/retention/policies" className={buttonClass()}>
            {t("cancel")}
          </Link>
          {known !== null && !readOnly && <RemovePolicy id={known.id} name={known.policy.name} />}
        </div>
      </form>
      <PreviewPanel
        registries={spoken}
        registry={registry}
        setRegistry={setChosen}
        preview={preview}
        outdated={policy !== null && outdated}
        point={setPointed}
        kept={
          known !== null && JSON.stringify(policy) === JSON.stringify(known.policy) ? known.policy.name : null
        }
      />
    </div>
  );
}
