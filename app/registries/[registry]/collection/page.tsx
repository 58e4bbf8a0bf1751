import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { CollectionPage } from "#components/collection/collection-page.tsx";
import { ProblemPage } from "#components/problem/problem-page.tsx";
import { collectionView } from "#lib/cleanup/collection/collections.ts";
import { attempt } from "#lib/http/attempt.ts";
import { pagePrincipal } from "#lib/http/page.ts";
import { shownCollector } from "#lib/http/shown-collector.ts";

type Props = PageProps<"/registries/[registry]/collection">;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations("collection");
  return { title: t("title", { name: (await params).registry }) };
}

/** How a registry collects its garbage, what that frees, and what no tag reaches; for everybody who may look. */
export default async function Page({ params }: Props) {
  const principal = await pagePrincipal("viewer");
  const { registry } = await params;
  const view = await attempt(() => collectionView(registry));
  if (!view.ok) return <ProblemPage problem={view.problem} principal={principal} />;
  const { registry: setting, collector, commands, runs } = view.value;
  return (
    <CollectionPage
      registry={{ slug: setting.slug, name: setting.name, readOnly: setting.readOnly }}
      collector={shownCollector(principal.role, collector)}
      commands={commands}
      runs={runs}
      role={principal.role}
    />
  );
}
