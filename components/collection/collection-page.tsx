import { useTranslations } from "next-intl";
import { RegistryHeader } from "#components/repository/registry-header.tsx";
import type { Role } from "#lib/access/role.ts";
import type { CollectorState } from "#lib/cleanup/collection/collection-types.ts";
import type { CollectionRuns, CollectionView } from "#lib/cleanup/collection/collections.ts";
import { CollectorPanel } from "./collector-panel.tsx";
import { EmptyRepositories } from "./empty-repositories.tsx";
import { RunCommands } from "./run-commands.tsx";
import { RunPanel } from "./run-panel.tsx";
import { UnreachedList } from "./unreached-list.tsx";

interface CollectionPageProps {
  readonly registry: { readonly slug: string; readonly name: string; readonly readOnly: boolean };
  readonly collector: CollectorState;
  readonly commands: CollectionView["commands"];
  readonly runs: CollectionRuns;
  readonly role: Role;
}

const parts = ["run", "settings", "commands", "untagged", "empty"] as const;

/** What a registry's garbage collection would free, how it is run, and what waits for it. */
export function CollectionPage({ registry, collector, commands, runs, role }: CollectionPageProps) {
  const t = useTranslations("collection");
  const { slug, name } = registry;
  return (
    <>
      <RegistryHeader registry={registry} title={t("title", { name })} description={t("description")} />
      <div className="grid gap-x-10 gap-y-6 lg:grid-cols-[13rem_minmax(0,56rem)]">
        <nav aria-label={t("sections")} className="lg:sticky lg:top-16 lg:self-start">
          <ul className="flex flex-wrap gap-x-4 gap-y-1 lg:flex-col">
            {parts.map((part) => (
              <li key={part}>
                <a href={`#${part}`} className="link inline-block py-0.5">
                  {t(`${part}.title`)}
                </a>
              </li>
            ))}
          </ul>
        </nav>
        <div className="min-w-0 space-y-10">
          <RunPanel registry={registry} collector={collector} first={runs} mayRun={role !== "viewer"} />
          <CollectorPanel registry={registry} collector={collector} mayChange={role === "administrator"} />
          <RunCommands commands={commands} deletes={collector.setting.deleteUntagged} />
          <UnreachedList slug={slug} mayPlan={role !== "viewer" && !registry.readOnly} />
          <EmptyRepositories slug={slug} />
        </div>
      </div>
    </>
  );
}
