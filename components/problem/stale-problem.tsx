"use client";

import { useTranslations } from "next-intl";
import type { ProblemData } from "#components/api/problem.ts";
import { Button } from "#components/ui/button.tsx";
import { ProblemView } from "./problem-view.tsx";

interface StaleProblemProps {
  readonly problem: ProblemData;
  readonly registry: { readonly slug: string; readonly name: string };
  readonly canConfigure: boolean;
  readonly refresh: () => void;
}

/** Over a list that could not be brought up to date: why, and that what follows was seen before. */
export function StaleProblem({ problem, registry, canConfigure, refresh }: StaleProblemProps) {
  const t = useTranslations("errors");
  return (
    <ProblemView
      problem={problem}
      as="box"
      slug={registry.slug}
      canConfigure={canConfigure}
      action={<TryAgain small onClick={refresh} />}
    >
      <p>{t("stale", { registry: registry.name })}</p>
    </ProblemView>
  );
}

/** Asks for something again that failed. */
export function TryAgain({
  onClick,
  small = false,
}: {
  readonly onClick: () => void;
  readonly small?: boolean;
}) {
  const t = useTranslations("errors");
  return (
    <Button size={small ? "small" : "medium"} onClick={onClick}>
      {t("tryAgain")}
    </Button>
  );
}
