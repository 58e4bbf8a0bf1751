import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ClientSetupPage } from "#components/client-setup/client-setup-page.tsx";
import { ProblemPage } from "#components/problem/problem-page.tsx";
import { attempt } from "#lib/http/attempt.ts";
import { pagePrincipal } from "#lib/http/page.ts";
import { clientSetupOf } from "#lib/settings/client-setup-of.ts";

type Props = PageProps<"/registries/[registry]/client-setup">;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations("clientSetup");
  return { title: t("title", { name: (await params).registry }) };
}

/** What a registry's clients need, for everybody who may look. */
export default async function Page({ params }: Props) {
  const principal = await pagePrincipal("viewer");
  const { registry } = await params;
  const setup = await attempt(() => clientSetupOf(registry));
  if (!setup.ok) return <ProblemPage problem={setup.problem} principal={principal} />;
  return <ClientSetupPage {...setup.value} />;
}
