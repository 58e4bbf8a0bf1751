import { getTranslations } from "next-intl/server";
import { SettingsNavigation } from "#components/settings/settings-navigation.tsx";
import { pagePrincipal } from "#lib/http/page.ts";

/** What administrators set up, and operators for themselves, side by side. Each page says who may see it. */
export default async function SettingsLayout({ children }: LayoutProps<"/settings">) {
  const principal = await pagePrincipal("operator");
  const t = await getTranslations("shell");
  const tokens = { href: "/settings/tokens", label: t("settingsTokens") };
  const pages =
    principal.role === "administrator"
      ? [
          { href: "/settings/registries", label: t("settingsRegistries") },
          { href: "/settings/protection", label: t("settingsProtection") },
          { href: "/settings/access", label: t("settingsAccess") },
          tokens,
        ]
      : [tokens];
  return (
    <div className="mx-auto max-w-5xl">
      <SettingsNavigation label={t("settings")} pages={pages} />
      {children}
    </div>
  );
}
