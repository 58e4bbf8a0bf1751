import { useTranslations } from "next-intl";
import { numbered } from "#components/layers/numbered.ts";
import type { ArtifactKind } from "#lib/oci/artifact-types.ts";
import type { Page } from "../page-model.ts";
import { Problems } from "../parts/problems.tsx";
import { Section } from "../parts/section.tsx";
import { SubjectLink } from "../parts/subject-link.tsx";
import { AttachedItem } from "./attached-group.tsx";
import { EntriesTable } from "./entries-table.tsx";

/** The groups, in the order in which a person asks: is it signed, what is in it, how was it made. */
const groups: readonly ArtifactKind[] = [
  "signature",
  "sbom",
  "attestation",
  "helm-chart",
  "wasm",
  "image",
  "artifact",
];

/** What hangs on a manifest, and what an index holds. */
export function AttachedView({ page }: { readonly page: Page }) {
  const t = useTranslations("manifest.attached");
  const { attached, problems, subject } = page.detail;
  const failed = problems.filter(({ part }) => part === "attached");
  return (
    <div className="space-y-6">
      {subject !== null && <SubjectLink page={page} subject={subject} />}
      {page.kind === "index" && (
        <>
          <Problems
            title={t("entriesUnreadable")}
            problems={problems.filter(({ part }) => part === "entry")}
          />
          <EntriesTable page={page} />
        </>
      )}
      <Problems title={t("unreadable")} problems={failed} />
      {groups.map((kind) => {
        const artifacts = attached.filter((artifact) => artifact.kind === kind);
        if (artifacts.length === 0) return null;
        return (
          <Section key={kind} id={`attached-${kind}`} title={t(`group.${kind}`)} aside={artifacts.length}>
            <ul className="divide-y divide-line rounded-lg border border-line bg-raised">
              {numbered(artifacts).map(({ item: artifact, number }) => (
                <AttachedItem key={number} page={page} artifact={artifact} />
              ))}
            </ul>
          </Section>
        );
      })}
      {attached.length === 0 && failed.length === 0 && (
        <Section id="attached-none" title={t("title")}>
          <p className="max-w-prose text-muted text-sm">{t("none")}</p>
        </Section>
      )}
    </div>
  );
}
