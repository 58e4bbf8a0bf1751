import { useTranslations } from "next-intl";
import { examples } from "#lib/oci/search/problem.ts";
import { searchFields } from "#lib/oci/search/query.ts";

/** The ways to write a query besides fields. */
const ways = [
  { example: "gateway", what: "word" },
  { example: "team/app:v1.2", what: "reference" },
  { example: '"latest"', what: "exact" },
  { example: "-tag:latest", what: "negated" },
] as const;

/** The language of queries by examples; pressing one puts it into the query. */
export function LanguageTable({ add }: { readonly add: (example: string) => void }) {
  const t = useTranslations("search.language");
  const rows = [
    ...ways.map(({ example, what }) => ({ example, text: t(what) })),
    ...searchFields.map((field) => ({ example: examples[field], text: t(`field.${field}`) })),
  ];
  return (
    <dl className="divide-y divide-line rounded-lg border border-line bg-raised">
      {rows.map(({ example, text }) => (
        <div key={example} className="flex flex-wrap items-center gap-x-4 px-3 py-1.5">
          <dt className="w-56 shrink-0">
            <button
              type="button"
              onClick={() => add(example)}
              title={t("add", { example })}
              className="rounded bg-subtle px-1.5 py-0.5 text-left font-mono text-[0.8125rem] hover:text-accent"
            >
              {example}
            </button>
          </dt>
          <dd className="min-w-48 flex-1 break-keep text-muted [overflow-wrap:anywhere]">{text}</dd>
        </div>
      ))}
    </dl>
  );
}
