"use client";

import { ListChecks, Trash2 } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { type FormEvent, useId, useState } from "react";
import { ConfirmByTyping } from "#components/plans/confirm-by-typing.tsx";
import { confirmationFor, isConfirmed } from "#components/plans/confirmation.ts";
import type { WatchedPlan } from "#components/plans/use-plan.ts";
import { ProblemView } from "#components/problem/problem-view.tsx";
import { planAddress } from "#components/ui/address.ts";
import { Button } from "#components/ui/button.tsx";
import { Bytes } from "#components/ui/bytes.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import type { Forecast } from "#lib/cleanup/plan/types.ts";
import type { RepositoryName } from "#lib/oci/reference.ts";
import { Aside } from "./aside.tsx";
import { GoingAlong } from "./going-along.tsx";
import { GoingTags } from "./going-tags.tsx";
import { Looking } from "./looking.tsx";
import { rootsGoingAlong } from "./roots-going-along.ts";
import { type SomeItems, useSomeItems } from "./use-some-items.ts";

interface PlanFormProps extends Pick<WatchedPlan, "plan" | "problem" | "busy" | "trim"> {
  readonly slug: string;
  readonly repository: RepositoryName;
  /** What it is called until its tags are there. */
  readonly title: string;
  /** What it came to last; while something is taken out, that is being found anew. */
  readonly forecast: Forecast;
  /** The plan is looked at elsewhere, so that it must not be forgotten. */
  readonly onKeep: () => void;
  readonly onCancel: () => void;
  readonly onConfirm: () => void;
}

const nothing: SomeItems = { total: 0, items: [] };

/** What would go and what stays, and the confirmation that fits the damage. */
export function PlanForm(props: PlanFormProps) {
  const { slug, repository, title, plan, problem, busy, trim, forecast, onKeep, onCancel, onConfirm } = props;
  const t = useTranslations("deletion");
  const formId = useId();
  const [typed, setTyped] = useState("");
  const chosen = useSomeItems(slug, plan, "role=chosen&kind=tag&states=planned&included=true");
  const aside = useSomeItems(slug, plan, "role=chosen&states=gone,moved,failed") ?? nothing;
  const along = useSomeItems(slug, plan, "role=along") ?? nothing;
  const { tags, manifests, tagsLeft, bytes } = forecast;
  const waiting = busy !== null || plan.state === "making";
  const confirmation = confirmationFor(plan, forecast);
  const confirmed = isConfirmed(confirmation, typed) && !waiting;
  const isEmpty = tags + manifests === 0;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (confirmed && !isEmpty) onConfirm();
  };
  const includeAll = async (included: boolean) => {
    const positions = await rootsGoingAlong(slug, plan.id, included);
    if (positions.length > 0) await trim(positions, !included);
  };
  if (chosen === undefined) {
    return (
      <Dialog
        open
        wide
        onClose={onCancel}
        title={title}
        footer={<Button onClick={onCancel}>{t("cancel")}</Button>}
      >
        <Looking />
      </Dialog>
    );
  }
  return (
    <Dialog
      open
      wide
      onClose={onCancel}
      title={
        isEmpty
          ? t("titleNothing", { repository })
          : t("title", { count: chosen.total, tag: chosen.items[0]?.reference ?? "", repository })
      }
      footer={
        <>
          <Button onClick={onCancel}>{isEmpty ? t("close") : t("cancel")}</Button>
          {!isEmpty && (
            <Button
              type="submit"
              form={formId}
              variant="danger"
              disabled={!confirmed}
              busy={busy === "apply"}
            >
              <Trash2 aria-hidden className="size-4" />
              {t("confirm", { count: tags })}
            </Button>
          )}
        </>
      }
    >
      <form id={formId} onSubmit={submit} className="space-y-5">
        {problem !== null && <ProblemView problem={problem} as="box" slug={slug} />}
        {chosen.total > 0 && <GoingTags tags={chosen} />}
        <Aside aside={aside} />
        {!isEmpty && (
          <p className={tagsLeft === 0 ? "font-medium text-danger" : "text-muted"}>
            {t("otherTags", { count: tagsLeft })}
          </p>
        )}
        <GoingAlong
          along={along}
          going={tags + manifests - chosen.total}
          waiting={waiting}
          include={(item, included) => void trim([item.position], !included)}
          includeAll={(included) => void includeAll(included)}
        />
        {!isEmpty && (
          <p role="status">
            {bytes > 0 ? t.rich("frees", { bytes: () => <Bytes bytes={bytes} /> }) : t("freesNothing")}{" "}
            {forecast.unread > 0 && (
              <span className="text-muted">{t("freesUnread", { count: forecast.unread })}</span>
            )}
          </p>
        )}
        {!isEmpty && (
          <Link
            href={planAddress(slug, plan.id)}
            prefetch={false}
            onClick={onKeep}
            className="link inline-flex items-center gap-1.5"
          >
            <ListChecks aria-hidden className="size-4 shrink-0" />
            {t("openPlan")}
          </Link>
        )}
        {!isEmpty && confirmation.kind === "typing" && (
          <ConfirmByTyping confirmation={confirmation} typed={typed} setTyped={setTyped} />
        )}
      </form>
    </Dialog>
  );
}
