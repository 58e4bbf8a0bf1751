"use client";

import { ListChecks, Lock } from "lucide-react";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { apiFetch } from "#components/api/fetch.ts";
import { useProblemSentence } from "#components/problem/problem-sentence.ts";
import { policyAddress } from "#components/ui/address.ts";
import { Badge } from "#components/ui/badge.tsx";
import { buttonClass } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { useToast } from "#components/ui/toast.tsx";
import { useFocusOn } from "#components/ui/use-focus-on.ts";
import type { KnownPolicies, KnownPolicy } from "#lib/retention/policies.ts";
import { MountedFile } from "./mounted-file.tsx";
import { MoveButtons } from "./move-buttons.tsx";
import { useScopeText } from "./scope-text.ts";

/** The policies in their order, which can be changed. */
export function PolicyList({ known }: { readonly known: KnownPolicies }) {
  const t = useTranslations("retention.list");
  const router = useRouter();
  const toast = useToast();
  const sentence = useProblemSentence();
  const [list, focusOn] = useFocusOn<HTMLOListElement>();
  const [policies, setPolicies] = useState(known.policies);
  const [said, setSaid] = useState("");
  useEffect(() => setPolicies(known.policies), [known.policies]);
  const { file } = known;

  const move = async (from: number, by: -1 | 1) => {
    const moved = policies[from];
    const to = from + by;
    if (moved === undefined || to < 0 || to >= policies.length) return;
    const next = policies.filter((_, position) => position !== from).toSpliced(to, 0, moved);
    setPolicies(next);
    focusOn(`[data-policy="${moved.id}"] [data-move="${by}"]`);
    setSaid(t("moved", { name: moved.policy.name, place: to + 1 }));
    try {
      await apiFetch("/api/policies", { method: "PUT", body: { order: next.map(({ id }) => id) } });
    } catch (error) {
      setPolicies(policies);
      toast(sentence(error), "danger");
      router.refresh();
    }
  };
  const add = (
    <Link href={policyAddress("new")} className={buttonClass({ variant: "primary" })}>
      {t("add")}
    </Link>
  );
  return (
    <div className="space-y-4">
      {file !== null && <MountedFile file={file} />}
      {policies.length === 0 ? (
        file === null && (
          <EmptyState icon={<ListChecks aria-hidden />} title={t("empty")} action={add}>
            {t("emptyHint")}
          </EmptyState>
        )
      ) : (
        <>
          <div className="flex flex-wrap items-center justify-between gap-3">
            <p className="text-muted">{t("order")}</p>
            {file === null && add}
          </div>
          <ol ref={list} className="divide-y divide-line rounded-lg border border-line bg-raised">
            {policies.map((policy, position) => (
              <PolicyRow
                key={policy.id}
                known={policy}
                number={position + 1}
                last={position === policies.length - 1}
                move={(by) => void move(position, by)}
              />
            ))}
          </ol>
          <p role="status" className="sr-only">
            {said}
          </p>
        </>
      )}
    </div>
  );
}

interface PolicyRowProps {
  readonly known: KnownPolicy;
  /** From 1. */
  readonly number: number;
  readonly last: boolean;
  readonly move: (by: -1 | 1) => void;
}

function PolicyRow({ known, number, last, move }: PolicyRowProps) {
  const t = useTranslations("retention.list");
  const scopeText = useScopeText();
  const { id, policy, updatedAt } = known;
  const { name, rules } = policy;
  return (
    <li data-policy={id} className="flex items-center gap-3 px-4 py-3">
      <span aria-hidden className="tabular w-5 shrink-0 text-right text-muted">
        {number}
      </span>
      <div className="min-w-0 flex-1">
        <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
          <Link href={policyAddress(id)} className="break-words font-medium hover:underline">
            {name}
          </Link>
          {updatedAt === null && (
            <Badge>
              <Lock aria-hidden />
              {t("mounted")}
            </Badge>
          )}
        </div>
        <p className="mt-0.5 text-muted text-xs [overflow-wrap:anywhere]">
          {t("rules", { count: rules.length })} · {scopeText(policy)}
        </p>
      </div>
      {updatedAt !== null && (
        <span className="flex shrink-0">
          <MoveButtons
            up={t("up", { name })}
            down={t("down", { name })}
            first={number === 1}
            last={last}
            move={move}
          />
        </span>
      )}
    </li>
  );
}
