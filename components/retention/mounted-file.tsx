import { useTranslations } from "next-intl";
import { Callout } from "#components/ui/callout.tsx";
import type { MountedFile as MountedFileState } from "#lib/retention/policies.ts";
import { YamlIssues } from "./yaml-issues.tsx";

/** That policies come from a file, and what is wrong in it. */
export function MountedFile({ file }: { readonly file: MountedFileState }) {
  const t = useTranslations("retention.file");
  const { path, issues, unknown, resting } = file;
  return (
    <div className="space-y-3">
      {issues.length > 0 && (
        <Callout tone="danger" role="alert" title={t("wrongTitle")}>
          <p>{t(unknown ? "nothingHolds" : "lastHolds")}</p>
          <YamlIssues issues={issues} />
        </Callout>
      )}
      <Callout title={t("title")}>
        <p>{t("text", { path })}</p>
        {resting > 0 && <p>{t("resting", { count: resting })}</p>}
      </Callout>
    </div>
  );
}
