import { useTranslations } from "next-intl";
import { SettingsNavigation } from "#components/settings/settings-navigation.tsx";

/** The policies, and all of it as a file. */
export function RetentionTabs() {
  const t = useTranslations("retention.tabs");
  return (
    <SettingsNavigation
      label={t("label")}
      pages={[
        { href: "/retention/policies", label: t("policies") },
        { href: "/retention/yaml", label: t("yaml") },
      ]}
    />
  );
}
