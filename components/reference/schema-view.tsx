import { useTranslations } from "next-intl";
import type { JsonSchema } from "#lib/http/openapi/types.ts";
import { schemaLines } from "./schema-lines.ts";

interface SchemaViewProps {
  readonly schema: JsonSchema;
  /** Of what is sent it is told what must be there; of what is answered, what may be absent. */
  readonly sent?: boolean;
}

/** A schema, a field a line. */
export function SchemaView({ schema, sent = false }: SchemaViewProps) {
  const t = useTranslations("reference");
  const lines = schemaLines(schema);
  // What an object is as a whole goes without saying.
  const [whole, ...fields] = lines;
  const shown = whole?.type === "object" && fields.length > 0 ? fields : lines;
  const indent = shown === fields ? 1 : 0;
  return (
    <ul className="text-xs leading-5">
      {shown.map((line, position) => (
        <li
          // biome-ignore lint/suspicious/noArrayIndexKey: a schema stays as it is, and its lines have no other name.
          key={position}
          className="flex flex-wrap items-baseline gap-x-2 border-line border-t py-0.5 first:border-t-0"
          style={{ paddingInlineStart: `${(line.depth - indent) * 1.1}rem` }}
        >
          {line.name !== null && <code className="font-medium">{line.name}</code>}
          <code className="text-muted [overflow-wrap:anywhere]">{line.type}</code>
          {line.name !== null && line.required === sent && (
            <span className={sent ? "text-accent" : "text-muted"}>{t(sent ? "required" : "optional")}</span>
          )}
          {line.default !== null && (
            <span className="text-muted">{t("default", { value: line.default })}</span>
          )}
          {line.description !== null && (
            <span lang="en" className="text-muted [overflow-wrap:anywhere]">
              {line.description}
            </span>
          )}
        </li>
      ))}
    </ul>
  );
}
