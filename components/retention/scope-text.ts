import { useFormatter, useTranslations } from "next-intl";
import type { Scope } from "#lib/oci/retention/scope.ts";

/** Which repositories a policy speaks of, as words. */
export function useScopeText(): (scope: Scope) => string {
  const t = useTranslations("retention.scope");
  const format = useFormatter();
  const list = (names: readonly string[]) => format.list([...names], { type: "unit" });
  return ({ registries, repositories }) => {
    if (registries === "*") {
      return repositories === "*" ? t("all") : t("repositories", { repositories: list(repositories) });
    }
    return repositories === "*"
      ? t("registries", { registries: list(registries) })
      : t("both", { registries: list(registries), repositories: list(repositories) });
  };
}
