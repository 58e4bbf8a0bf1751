"use client";

import { useFormatter, useTranslations } from "next-intl";
import { CheckboxField } from "#components/ui/checkbox.tsx";
import type { DeletionPreview, UntaggedManifest } from "#lib/cleanup/types.ts";
import { artifactKind } from "#lib/oci/artifact.ts";
import { shortDigest } from "#lib/oci/digest.ts";
import { leftoversOf } from "./request.ts";

interface UntaggedManifestsProps {
  readonly preview: DeletionPreview;
  readonly withLeftovers: boolean;
  readonly setWithLeftovers: (withLeftovers: boolean) => void;
}

/** The manifests that no tag names afterwards, with what is inside and attached; and whether these go too. */
export function UntaggedManifests({ preview, withLeftovers, setWithLeftovers }: UntaggedManifestsProps) {
  const t = useTranslations("deletion.untagged");
  const { untagged } = preview;
  if (untagged.length === 0) return null;
  const leftovers = leftoversOf(preview);
  return (
    <section aria-labelledby="untagged-manifests" className="space-y-2">
      <h3 id="untagged-manifests" className="font-medium">
        {t("heading", { count: untagged.length })}
      </h3>
      <p className="text-muted text-xs">{t("explanation")}</p>
      <ul
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard.
        tabIndex={0}
        className="max-h-56 divide-y divide-line overflow-y-auto rounded-lg border border-line"
      >
        {untagged.map((manifest) => (
          <Untagged key={manifest.digest} manifest={manifest} />
        ))}
      </ul>
      {leftovers.manifests.length > 0 && (
        <CheckboxField
          label={t("option", { count: untagged.filter(({ parents }) => parents.length === 0).length })}
          hint={t("optionHint", { count: leftovers.manifests.length, tags: leftovers.attachedTags.length })}
          checked={withLeftovers}
          onChange={({ target }) => setWithLeftovers(target.checked)}
        />
      )}
    </section>
  );
}

function Untagged({ manifest }: { readonly manifest: UntaggedManifest }) {
  const t = useTranslations("deletion.untagged");
  const format = useFormatter();
  const { digest, tags, children, parents, referrers, attachedTags } = manifest;
  const list = (items: Iterable<string>) => format.list([...new Set(items)], { type: "unit" });
  const kept = children.filter(({ reachedBy }) => reachedBy.length > 0);
  const kinds = [
    ...referrers.map(({ artifactType, mediaType }) => kindOf(artifactType ?? mediaType)),
    ...attachedTags.map(({ kind }) => kind),
  ];
  const facts = [
    parents.length > 0 && t("parents", { tags: list(parents.map(({ tag }) => tag)) }),
    children.length > 0 &&
      t("children", {
        count: children.length,
        platforms: list(children.map(({ platform }) => platform ?? t("kind.attestation"))),
      }),
    kept.length > 0 &&
      t("childrenKept", { count: kept.length, tags: list(kept.flatMap(({ reachedBy }) => reachedBy)) }),
    kinds.length > 0 && t("attached", { kinds: list(kinds.map((kind) => t(`kind.${kind}`))) }),
  ].filter((fact) => fact !== false);
  return (
    <li className="px-3 py-2 text-xs">
      <code title={digest}>{shortDigest(digest)}</code>{" "}
      <span className="break-all text-muted">({list(tags)})</span>
      {facts.map((fact) => (
        <span key={fact} className="block text-muted">
          {fact}
        </span>
      ))}
    </li>
  );
}

function kindOf(artifactType: string): "signature" | "sbom" | "attestation" | "artifact" {
  const { kind } = artifactKind({ artifactType });
  return kind === "signature" || kind === "sbom" || kind === "attestation" ? kind : "artifact";
}
