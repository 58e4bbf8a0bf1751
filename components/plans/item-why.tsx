import { useFormatter, useTranslations } from "next-intl";
import { useReasonText } from "#components/retention/reason-text.ts";
import type { PlanItemDetail } from "#lib/cleanup/plan/types.ts";
import { artifactKind } from "#lib/oci/artifact.ts";
import { attachedTag } from "#lib/oci/attached.ts";
import { shortDigest } from "#lib/oci/digest.ts";
import { placeholderArtifactType } from "#lib/oci/placeholder-type.ts";
import type { Tag } from "#lib/oci/reference.ts";
import type { Reason } from "#lib/oci/retention/reason.ts";

/** Why an item goes, or why it stays. */
export function ItemWhy({ item }: { readonly item: PlanItemDetail }) {
  const { text, tone } = useWhy(item);
  return (
    <span className={tone} title={text}>
      {text}
    </span>
  );
}

interface Why {
  readonly text: string;
  readonly tone: "text-muted" | "text-success" | "text-warning";
}

function useWhy(item: PlanItemDetail): Why {
  const t = useTranslations("plans.why");
  const format = useFormatter();
  const reasonText = useReasonText();
  const { kind, role, digest, summary, others } = item;
  const muted = (text: string): Why => ({ text, tone: "text-muted" });
  if (item.leftOut) return muted(t("held.wish"));
  if (item.state === "stays") return muted(held(t, item));
  if (role !== "chosen") return muted(along(t, item));
  if (item.reason?.code === "RULE") {
    const { rule = 0, reason } = item.reason.params;
    const why = reasonText(JSON.parse(String(reason)) as Reason);
    return muted(t("rule", { number: Number(rule), why }));
  }
  if (kind === "manifest") return muted(t("untagged"));
  if (digest === null) return muted(t("dangling"));
  if (summary?.artifactType === placeholderArtifactType) return muted(t("placeholder"));
  if (others.count === 0) return { text: t("lastTag"), tone: "text-warning" };
  const tags = format.list(others.tags, { type: "unit" });
  const more = others.count - others.tags.length;
  return {
    text: more === 0 ? t("sharing", { tags }) : t("sharingMore", { tags, count: more }),
    tone: "text-success",
  };
}

type Translate = ReturnType<typeof useTranslations<"plans.why">>;

function held(t: Translate, { holder }: PlanItemDetail): string {
  switch (holder?.by) {
    case "tag":
      return t("held.tag", { tag: holder.tag });
    case "index": {
      const index = shortDigest(holder.index);
      return holder.tag === null
        ? t("held.index", { index })
        : t("held.indexTag", { index, tag: holder.tag });
    }
    case "subject":
      return t("held.subject", { subject: shortDigest(holder.subject) });
    default:
      return t("held.wish");
  }
}

function along(t: Translate, { role, about: digest, kind, reference, summary }: PlanItemDetail): string {
  const about = digest === null ? "" : shortDigest(digest);
  switch (role) {
    case "child":
      return t("child", { about });
    case "attached":
    case "referrer": {
      // A tag says by its name what it is; a manifest by its artifact type.
      const byName = kind === "tag" ? attachedTag(reference as Tag)?.kind : undefined;
      const what = byName ?? kindOf(summary?.artifactType ?? null);
      return what === null ? t(role, { about }) : t(`kind.${what}`, { about });
    }
    case "image":
      return t("image");
    default:
      return t("untagged");
  }
}

function kindOf(artifactType: string | null): "signature" | "sbom" | "attestation" | null {
  if (artifactType === null) return null;
  const { kind } = artifactKind({ artifactType });
  return kind === "signature" || kind === "sbom" || kind === "attestation" ? kind : null;
}
