"use client";

import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { MenuAt, MenuCheckboxItem, MenuGroup, MenuSeparator } from "#components/ui/menu.tsx";
import type { PopupPlace } from "#components/ui/popup-button.tsx";
import { rememberPreference } from "#components/ui/remember-preference.ts";
import { type Locale, localeCookie, locales } from "#i18n/locales.ts";
import { type Theme, themes } from "./theme.ts";

const themeWords = { system: "themeSystem", light: "themeLight", dark: "themeDark" } as const;
const languageNames: Readonly<Record<Locale, string>> = { en: "English", ko: "한국어" };

interface PreferencesMenuItemsProps extends PopupPlace {
  readonly theme: Theme;
  readonly onTheme: (theme: Theme) => void;
}

/** The menu of theme and language when it is open. */
export function PreferencesMenuItems({ theme, onTheme, ...place }: PreferencesMenuItemsProps) {
  const t = useTranslations("shell");
  const router = useRouter();
  const locale = useLocale();
  const chooseLocale = (next: Locale) => {
    rememberPreference(localeCookie, next);
    router.refresh();
  };
  return (
    <MenuAt {...place} label={`${t("theme")}, ${t("language")}`}>
      <MenuGroup label={t("theme")}>
        {themes.map((option) => (
          <MenuCheckboxItem key={option} checked={theme === option} onChange={() => onTheme(option)}>
            {t(themeWords[option])}
          </MenuCheckboxItem>
        ))}
      </MenuGroup>
      <MenuSeparator />
      <MenuGroup label={t("language")}>
        {locales.map((option) => (
          <MenuCheckboxItem key={option} checked={locale === option} onChange={() => chooseLocale(option)}>
            <span lang={option}>{languageNames[option]}</span>
          </MenuCheckboxItem>
        ))}
      </MenuGroup>
    </MenuAt>
  );
}
