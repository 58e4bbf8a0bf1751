import { Lock } from "lucide-react";
import { useTranslations } from "next-intl";
import { YamlIssues } from "#components/retention/yaml-issues.tsx";
import { Callout } from "#components/ui/callout.tsx";
import type { MountedRetention } from "#lib/settings/retention-file.ts";

/** What a mounted file protects besides, or what is wrong in it. */
export function MountedProtection({ mounted }: { readonly mounted: MountedRetention }) {
  const t = useTranslations("settings.protection");
  if (mounted.state === "none") return null;
  const { path, document } = mounted;
  const protect = document?.protect ?? [];
  return (
    <section aria-labelledby="mounted-protection" className="space-y-3">
      <h2 id="mounted-protection" className="font-semibold text-base">
        {t("mounted")}
      </h2>
      {mounted.state === "wrong" && (
        <Callout tone="danger" role="alert">
          <p>{t(document === null ? "unreadable" : "wrong", { path })}</p>
          <YamlIssues issues={mounted.issues} />
        </Callout>
      )}
      <p className="break-words text-muted">{t("mountedHint", { path })}</p>
      {protect.length > 0 && (
        <ul className="divide-y divide-line rounded-lg border border-line bg-raised">
          {protect.map((pattern) => (
            <li
              key={JSON.stringify(pattern)}
              className="flex flex-wrap items-center gap-x-4 gap-y-1 px-4 py-2.5"
            >
              <span className="flex items-center gap-2 font-medium font-mono text-[0.8125rem]">
                <Lock aria-hidden className="size-3.5 text-muted" />
                {pattern.tags}
              </span>
              <span className="text-muted text-xs">
                {t("repositories")}:{" "}
                {pattern.repositories === "*" ? t("all") : pattern.repositories.join(" ")}
                {" · "}
                {t("registries")}: {pattern.registries === "*" ? t("all") : pattern.registries.join(" ")}
              </span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
