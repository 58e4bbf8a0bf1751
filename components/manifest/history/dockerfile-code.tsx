import { useTranslations } from "next-intl";
import { type DockerfileToken, type DockerfileTokenKind, dockerfileTokens } from "./dockerfile-tokens.ts";
import { foldTokens } from "./fold.ts";

const colours = {
  instruction: "font-semibold text-accent",
  comment: "text-muted italic",
  flag: "text-muted",
  key: "text-accent",
  string: "text-success",
  variable: "text-warning",
  operator: "text-muted",
  plain: undefined,
} as const satisfies Record<DockerfileTokenKind, string | undefined>;

/** One step as a Dockerfile has it, coloured; a long one is folded after a few lines. */
export function DockerfileCode({ text }: { readonly text: string }) {
  const t = useTranslations("manifest.history");
  const { head, rest, hiddenLines } = foldTokens(dockerfileTokens(text));
  return (
    <div className="min-w-0 font-mono text-[0.8125rem] leading-5">
      <Code tokens={head} />
      {rest.length > 0 && (
        <details className="group">
          <summary className="min-h-6 w-fit cursor-pointer font-sans text-muted text-xs leading-6 hover:text-foreground">
            <span className="group-open:hidden">{t("moreLines", { count: hiddenLines })}</span>
            <span className="hidden group-open:inline">{t("fewerLines")}</span>
          </summary>
          <Code tokens={withoutFirstLineEnd(rest)} />
        </details>
      )}
    </div>
  );
}

function Code({ tokens }: { readonly tokens: readonly DockerfileToken[] }) {
  let position = 0;
  return (
    <pre className="whitespace-pre-wrap break-words">
      <code>
        {tokens.map(({ kind, text }) => {
          const key = position;
          position += text.length;
          return (
            <span key={key} className={colours[kind]}>
              {text}
            </span>
          );
        })}
      </code>
    </pre>
  );
}

/** The fold stands where that line end was. */
function withoutFirstLineEnd(tokens: readonly DockerfileToken[]): readonly DockerfileToken[] {
  const [first, ...others] = tokens;
  return first === undefined ? [] : [{ kind: first.kind, text: first.text.replace(/^\n/, "") }, ...others];
}
