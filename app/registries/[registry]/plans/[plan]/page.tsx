import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { PlanPage } from "#components/plans/plan-page.tsx";
import { ProblemPage } from "#components/problem/problem-page.tsx";
import { mayDeleteIn } from "#components/repository/may-delete.ts";
import { planPage } from "#lib/cleanup/plan/plans.ts";
import { attempt } from "#lib/http/attempt.ts";
import { pagePrincipal } from "#lib/http/page.ts";

type Props = PageProps<"/registries/[registry]/plans/[plan]">;

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("plans");
  return { title: t("one") };
}

/** One clean-up: what goes and what stays, and what became of it. */
export default async function Page({ params }: Props) {
  const principal = await pagePrincipal("viewer");
  const { registry, plan } = await params;
  const shown = await attempt(() => planPage(registry, plan));
  if (!shown.ok) return <ProblemPage problem={shown.problem} principal={principal} />;
  const { setting, ...its } = shown.value;
  const { slug, name } = setting;
  return (
    <PlanPage
      key={plan}
      registry={{ slug, name }}
      {...its}
      mayChange={mayDeleteIn(setting, principal) === "yes"}
      canConfigure={principal.role === "administrator"}
    />
  );
}
