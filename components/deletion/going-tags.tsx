"use client";

import { useFormatter, useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Bytes } from "#components/ui/bytes.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import type { ChosenTag } from "#lib/cleanup/types.ts";
import { shortDigest } from "#lib/oci/digest.ts";
import { placeholderArtifactType } from "#lib/oci/placeholder-type.ts";

/** Tags that are listed before the rest is asked for. */
const firstShown = 50;

/** The tags that go, each with those on its digest that stay. */
export function GoingTags({ tags }: { readonly tags: readonly ChosenTag[] }) {
  const t = useTranslations("deletion");
  const [all, setAll] = useState(false);
  const shown = all ? tags : tags.slice(0, firstShown);
  return (
    <section aria-labelledby="going-tags">
      <h3 id="going-tags" className="mb-1.5 font-medium">
        {t("going", { count: tags.length })}
      </h3>
      <ul
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard.
        tabIndex={0}
        className="max-h-72 divide-y divide-line overflow-y-auto rounded-lg border border-line"
      >
        {shown.map((tag) => (
          <Going key={tag.tag} chosen={tag} />
        ))}
      </ul>
      {shown.length < tags.length && (
        <Button variant="ghost" size="small" className="mt-1.5" onClick={() => setAll(true)}>
          {t("moreTags", { count: tags.length })}
        </Button>
      )}
    </section>
  );
}

function Going({ chosen }: { readonly chosen: ChosenTag }) {
  const t = useTranslations("deletion");
  const format = useFormatter();
  const { tag, digest, summary, staying } = chosen;
  return (
    <li className="grid gap-x-4 gap-y-0.5 px-3 py-2 sm:grid-cols-[minmax(0,1fr)_auto]">
      <span className="flex min-w-0 flex-wrap items-baseline gap-x-2">
        <span className="break-all font-medium font-mono text-[0.8125rem]">{tag}</span>
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
        ) : staying.length > 0 ? (
          <span className="break-words text-success">
            {t("staysHint", { count: staying.length, tags: format.list(staying, { type: "unit" }) })}
          </span>
        ) : (
          <span className="text-warning">{t("lastTag")}</span>
        )}
      </span>
    </li>
  );
}
