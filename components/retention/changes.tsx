import { clsx } from "clsx";
import { useFormatter, useTranslations } from "next-intl";
import type { Change, ComparedLine } from "#lib/retention/changes.ts";

const marks = { same: " ", added: "+", removed: "−" } as const;

/** What a file changes, line by line. */
export function Changes({ changes }: { readonly changes: readonly Change[] }) {
  const t = useTranslations("retention.yaml");
  return (
    <section aria-labelledby="changes" className="space-y-3">
      <h2 id="changes" className="font-semibold text-base">
        {t("changes")}
      </h2>
      <ul className="space-y-3">
        {changes.map((change) => (
          <li
            key={JSON.stringify(change)}
            className="overflow-hidden rounded-lg border border-line bg-raised"
          >
            <ChangeText change={change} />
            {"lines" in change && <Lines lines={change.lines} />}
          </li>
        ))}
      </ul>
    </section>
  );
}

function ChangeText({ change }: { readonly change: Change }) {
  const t = useTranslations("retention.yaml.change");
  const format = useFormatter();
  const lost = change.kind === "protection-removed" || change.kind === "policy-removed";
  return (
    <p className={clsx("break-words px-3 py-2 font-medium", lost && "text-danger")}>
      {"pattern" in change
        ? t(change.kind, { pattern: change.pattern.tags })
        : "name" in change
          ? t(change.kind, { name: change.name })
          : t(change.kind, { names: format.list([...change.names], { type: "unit" }) })}
    </p>
  );
}

function Lines({ lines }: { readonly lines: readonly ComparedLine[] }) {
  return (
    <pre
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard.
      tabIndex={0}
      className="overflow-x-auto border-line border-t py-1.5 font-mono text-xs leading-5"
    >
      {lines.map(({ kind, text }, place) => (
        <span
          // biome-ignore lint/suspicious/noArrayIndexKey: lines have nothing else, and never move.
          key={place}
          className={clsx(
            "block w-max min-w-full px-3",
            kind === "added" && "bg-success-soft text-success",
            kind === "removed" && "bg-danger-soft text-danger",
          )}
        >
          {marks[kind]} {text}
        </span>
      ))}
    </pre>
  );
}
