import {
  Box,
  FileQuestion,
  FileText,
  Layers,
  Package,
  PenLine,
  ScrollText,
  Shapes,
  ShieldCheck,
} from "lucide-react";
import { useTranslations } from "next-intl";
import type { ArtifactKind } from "#lib/oci/artifact-types.ts";

/** All that a manifest can be, in the words of badges. */
export type BadgeKind = ArtifactKind | "index" | "schema1" | "unknown";

const icons = {
  image: Box,
  index: Layers,
  "helm-chart": Package,
  signature: PenLine,
  sbom: ScrollText,
  attestation: ShieldCheck,
  wasm: Shapes,
  artifact: FileText,
  schema1: Box,
  unknown: FileQuestion,
} as const satisfies Record<BadgeKind, unknown>;

/** What a manifest is, as a small badge with an icon. */
export function TypeBadge({ kind }: { readonly kind: BadgeKind }) {
  const t = useTranslations("manifest.kind");
  const Icon = icons[kind];
  return (
    <span className="inline-flex items-center gap-1.5 rounded-full border border-line bg-subtle px-2 py-0.5 font-medium text-xs">
      <Icon aria-hidden className="size-3.5 text-muted" />
      {t(kind)}
    </span>
  );
}
