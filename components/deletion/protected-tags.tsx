import { Lock } from "lucide-react";
import { useTranslations } from "next-intl";
import type { PlanItemDetail } from "#lib/cleanup/plan/types.ts";
import type { Problem } from "#lib/index/types.ts";

/** Chosen tags that stay all the same, each with the pattern that protects it. */
export function ProtectedTags({ tags }: { readonly tags: readonly PlanItemDetail[] }) {
  const t = useTranslations("deletion.protected");
  if (tags.length === 0) return null;
  return (
    <section aria-labelledby="protected-tags" className="space-y-1">
      <h3 id="protected-tags" className="flex items-center gap-1.5 font-medium">
        <Lock aria-hidden className="size-3.5 text-muted" />
        {t("heading", { count: tags.length })}
      </h3>
      <p className="text-muted text-xs">{t("hint")}</p>
      <ul
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard.
        tabIndex={0}
        className="max-h-40 divide-y divide-line overflow-y-auto rounded-lg border border-line"
      >
        {tags.map(({ reference, problem }) => (
          <li key={reference} className="px-3 py-1.5">
            <code className="break-all text-[0.8125rem]">{reference}</code>
            <Why problem={problem} />
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Nothing of it where the pattern is not there any more: above it is said that the tags are protected. */
function Why({ problem }: { readonly problem: Problem | null }) {
  const t = useTranslations("deletion.protected");
  const pattern = problem?.params.pattern;
  if (pattern === undefined) return null;
  return (
    <span title={problem?.message} className="block text-muted text-xs [overflow-wrap:anywhere]">
      {t("by", { pattern })}
    </span>
  );
}
