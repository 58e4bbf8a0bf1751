import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ProblemPage } from "#components/problem/problem-page.tsx";
import { loadSpaceView, questionOf } from "#components/space/space-address.ts";
import { SpacePage } from "#components/space/space-page.tsx";
import { attempt } from "#lib/http/attempt.ts";
import { pagePrincipal } from "#lib/http/page.ts";
import { spaceOf } from "#lib/index/space/space.ts";

type Props = PageProps<"/registries/[registry]/space">;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations("space");
  return { title: t("title", { name: (await params).registry }) };
}

/** Where a registry's space goes, for everybody who may look. */
export default async function Page({ params, searchParams }: Props) {
  const principal = await pagePrincipal("viewer");
  const { registry } = await params;
  const view = await loadSpaceView(searchParams);
  const space = await attempt(() => spaceOf(registry, questionOf(view)));
  if (!space.ok) return <ProblemPage problem={space.problem} principal={principal} />;
  const { setting, ...shown } = space.value;
  return <SpacePage slug={setting.slug} name={setting.name} view={view} {...shown} />;
}
