import { useFormatter, useTranslations } from "next-intl";
import { Bytes } from "#components/ui/bytes.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import type { PlanItemDetail } from "#lib/cleanup/plan/types.ts";
import { shortDigest } from "#lib/oci/digest.ts";
import { placeholderArtifactType } from "#lib/oci/placeholder-type.ts";
import type { SomeItems } from "./use-some-items.ts";

/** The chosen tags that go, each with those on its digest that stay. */
export function GoingTags({ tags }: { readonly tags: SomeItems }) {
  const t = useTranslations("deletion");
  const more = tags.total - tags.items.length;
  return (
    <section aria-labelledby="going-tags">
      <h3 id="going-tags" className="mb-1.5 font-medium">
        {t("going", { count: tags.total })}
      </h3>
      <ul
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard.
        tabIndex={0}
        className="max-h-72 divide-y divide-line overflow-y-auto rounded-lg border border-line"
      >
        {tags.items.map((tag) => (
          <Going key={tag.reference} item={tag} />
        ))}
        {more > 0 && <li className="px-3 py-2 text-muted">{t("more", { count: more })}</li>}
      </ul>
    </section>
  );
}

function Going({ item }: { readonly item: PlanItemDetail }) {
  const t = useTranslations("deletion");
  const format = useFormatter();
  const { reference, digest, summary, others } = item;
  const more = others.count - others.tags.length;
  const staying = [...others.tags, ...(more > 0 ? [t("moreTags", { count: more })] : [])];
  return (
    <li className="grid gap-x-4 gap-y-0.5 px-3 py-2 sm:grid-cols-[minmax(0,1fr)_auto]">
      <span className="flex min-w-0 flex-wrap items-baseline gap-x-2">
        <span className="break-all font-medium font-mono text-[0.8125rem]">{reference}</span>
        {digest !== null && (
          <code className="text-muted text-xs" title={digest}>
            {shortDigest(digest)}
          </code>
        )}
      </span>
      <span className="flex gap-3 text-muted text-xs sm:justify-end">
        {summary?.size != null && <Bytes bytes={summary.size} />}
        {summary?.created != null && <RelativeTime date={summary.created} />}
      </span>
      <span className="text-xs sm:col-span-2">
        {digest === null ? (
          <span className="text-muted">{t("dangling")}</span>
        ) : summary?.artifactType === placeholderArtifactType ? (
          <span className="text-muted">{t("placeholder")}</span>
        ) : others.count > 0 ? (
          <span className="break-words text-success">
            {t("staysHint", { count: others.count, tags: format.list(staying, { type: "unit" }) })}
          </span>
        ) : (
          <span className="text-warning">{t("lastTag")}</span>
        )}
      </span>
    </li>
  );
}
