import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { PlanListPage } from "#components/plans/plan-list-page.tsx";
import { ProblemPage } from "#components/problem/problem-page.tsx";
import { planListPage } from "#lib/cleanup/plan/plans.ts";
import { attempt } from "#lib/http/attempt.ts";
import { pagePrincipal } from "#lib/http/page.ts";
import { plansQuerySchema } from "#lib/http/plan-schemas.ts";

type Props = PageProps<"/registries/[registry]/plans">;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations("plans");
  return { title: t("title", { name: (await params).registry }) };
}

/** The clean-ups of a registry that somebody keeps or carried out. */
export default async function Page({ params, searchParams }: Props) {
  const principal = await pagePrincipal("viewer");
  const { registry } = await params;
  const { before, limit } = plansQuerySchema
    .catch({ limit: 50 })
    .parse({ ...(await searchParams), limit: 50 });
  const shown = await attempt(() => planListPage(registry, limit, before));
  if (!shown.ok) return <ProblemPage problem={shown.problem} principal={principal} />;
  const { setting, plans } = shown.value;
  return (
    <PlanListPage
      slug={setting.slug}
      name={setting.name}
      role={principal.role}
      plans={plans}
      before={before ?? null}
      more={plans.length === limit}
    />
  );
}
