"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { ProblemView } from "#components/problem/problem-view.tsx";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { Looking } from "./looking.tsx";
import { type DeletionDialogProps, PlanDialog } from "./plan-dialog.tsx";
import { countOf, type SelectedTags } from "./selected-tags.ts";
import { useNewPlan } from "./use-new-plan.ts";

/** Deletes tags by a plan: first what would go and what stays, then how it goes, then what became of each. */
export function DeletionDialog({
  selected,
  ...props
}: DeletionDialogProps & { readonly selected: SelectedTags }) {
  const { registry, repository, canConfigure, onClose } = props;
  const t = useTranslations("deletion");
  const { made, keep, again } = useNewPlan(registry.slug, repository, selected);
  const [wanted] = useState(selected);
  const tag = wanted.kind === "tags" ? (wanted.tags[0]?.tag ?? "") : "";
  const title = t("title", { count: countOf(wanted), tag, repository });
  if (made.state === "made") {
    return (
      <PlanDialog key={made.plan.id} first={made.plan} title={title} keep={keep} again={again} {...props} />
    );
  }
  const close = () => onClose(false, []);
  return (
    <Dialog open wide onClose={close} title={title} footer={<Button onClick={close}>{t("cancel")}</Button>}>
      {made.state === "failed" ? (
        <ProblemView
          problem={made.problem}
          as="box"
          slug={registry.slug}
          canConfigure={canConfigure}
          action={
            <Button size="small" onClick={again}>
              {t("tryAgain")}
            </Button>
          }
        />
      ) : (
        <Looking />
      )}
    </Dialog>
  );
}
