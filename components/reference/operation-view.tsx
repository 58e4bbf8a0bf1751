import { clsx } from "clsx";
import { ChevronRight } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Badge } from "#components/ui/badge.tsx";
import { CopyButton } from "#components/ui/copy-button.tsx";
import type { ReferenceOperation } from "#lib/http/openapi/reference.ts";
import { typeText } from "./schema-lines.ts";
import { SchemaView } from "./schema-view.tsx";

const methodLooks: Readonly<Record<string, string>> = {
  GET: "bg-accent-soft text-accent",
  HEAD: "bg-accent-soft text-accent",
  POST: "bg-success-soft text-success",
  PUT: "bg-warning-soft text-warning",
  PATCH: "bg-warning-soft text-warning",
  DELETE: "bg-danger-soft text-danger",
};

/** An operation: what it is and who may call it; opened, what is sent and answered. */
export function OperationView({ operation }: { readonly operation: ReferenceOperation }) {
  const t = useTranslations("reference");
  const words = useTranslations("operations");
  const { id, method, path, summary, role, action, audits, parameters, body, answer, example } = operation;
  const key = id as "listTags";
  return (
    <details id={id} className="group scroll-mt-16">
      <summary className="relative list-none py-2.5 pr-3 pl-9 hover:bg-subtle/60 focus-visible:-outline-offset-2 [&::-webkit-details-marker]:hidden">
        <ChevronRight
          aria-hidden
          className="absolute top-3 left-2.5 size-4 text-muted transition-transform group-open:rotate-90"
        />
        <span className="flex flex-wrap items-baseline gap-x-2 gap-y-0.5">
          <code
            className={clsx(
              "w-16 shrink-0 rounded px-1.5 py-px text-center font-medium text-xs",
              methodLooks[method],
            )}
          >
            {method}
          </code>
          <code className="min-w-0 text-[0.8125rem] [overflow-wrap:anywhere]">{path}</code>
        </span>
        <span className="mt-1 flex flex-wrap items-center gap-x-3 gap-y-1">
          <span className="min-w-0 text-[0.8125rem] text-muted">{words.has(key) ? words(key) : summary}</span>
          <span className="flex flex-wrap gap-1">
            <Badge>{t(`role.${role as "viewer"}`)}</Badge>
            {action === null ? (
              <Badge>{t("noToken")}</Badge>
            ) : (
              <Badge tone="accent">{t("token", { action })}</Badge>
            )}
          </span>
        </span>
      </summary>
      <div className="space-y-4 border-line border-t bg-background/60 px-3 py-3 lg:pl-9">
        {audits.length > 0 && (
          <p className="text-muted text-xs [overflow-wrap:anywhere]">
            {t("audited", { actions: audits.join(", ") })}
          </p>
        )}
        {parameters.length > 0 && (
          <Part title={t("parameters")}>
            <ul className="text-xs leading-5">
              {parameters.map((parameter) => (
                <li
                  key={`${parameter.in} ${parameter.name}`}
                  className="flex flex-wrap items-baseline gap-x-2 border-line border-t py-0.5 first:border-t-0"
                >
                  <code className="font-medium">{parameter.name}</code>
                  <span className="text-muted">{t(parameter.in)}</span>
                  <code className="text-muted [overflow-wrap:anywhere]">{typeText(parameter.schema)}</code>
                  {parameter.required && <span className="text-accent">{t("required")}</span>}
                  {parameter.schema.default !== undefined && parameter.schema.default !== null && (
                    <span className="text-muted">
                      {t("default", { value: JSON.stringify(parameter.schema.default) })}
                    </span>
                  )}
                  <span lang="en" className="text-muted [overflow-wrap:anywhere]">
                    {parameter.description ?? parameter.schema.description}
                  </span>
                </li>
              ))}
            </ul>
          </Part>
        )}
        {body !== null && (
          <Part title={t("body")}>
            <SchemaView schema={body} sent />
          </Part>
        )}
        <Part
          title={
            answer === null
              ? t("answer")
              : `${t("answer")} ${answer.status}${answer.lines ? ` · ${t("lines")}` : ""}`
          }
        >
          {answer === null ? (
            <p className="text-muted text-xs">{t("noBody")}</p>
          ) : (
            <SchemaView schema={answer.schema} />
          )}
        </Part>
        <Part title={t("example")}>
          <div className="flex items-start gap-1 rounded-md border border-line bg-raised py-1 pr-1 pl-3">
            {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways must be reached by the keyboard. */}
            <pre tabIndex={0} className="min-w-0 flex-1 overflow-x-auto py-1 text-xs leading-5">
              {example}
            </pre>
            <CopyButton text={example} label={t("copyExample")} />
          </div>
        </Part>
      </div>
    </details>
  );
}

function Part({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section className="space-y-1">
      <h3 className="font-medium text-xs">{title}</h3>
      {children}
    </section>
  );
}
