import { useTranslations } from "next-intl";
import type { YamlIssue } from "#lib/oci/retention/yaml.ts";

/** What is wrong in a file, each with its line. The sentences are English, as those of a compiler are. */
export function YamlIssues({ issues }: { readonly issues: readonly YamlIssue[] }) {
  const t = useTranslations("retention");
  return (
    <ul className="mt-1 list-disc space-y-0.5 pl-4 text-xs">
      {issues.map(({ path, line, message }) => (
        <li key={`${line} ${path} ${message}`} className="break-words font-mono">
          {t("issue", { line: line === null ? "none" : String(line), path, message }).trim()}
        </li>
      ))}
    </ul>
  );
}
