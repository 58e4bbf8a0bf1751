import { getTranslations } from "next-intl/server";
import { SettingsNavigation } from "#components/settings/settings-navigation.tsx";
import { pagePrincipal } from "#lib/http/page.ts";

/** What administrators set up, side by side. */
export default async function SettingsLayout({ children }: LayoutProps<"/settings">) {
  await pagePrincipal("administrator");
  const t = await getTranslations("shell");
  return (
    <div className="mx-auto max-w-5xl">
      <SettingsNavigation
        label={t("settings")}
        pages={[
          { href: "/settings/registries", label: t("settingsRegistries") },
          { href: "/settings/protection", label: t("settingsProtection") },
          { href: "/settings/access", label: t("settingsAccess") },
        ]}
      />
      {children}
    </div>
  );
}
