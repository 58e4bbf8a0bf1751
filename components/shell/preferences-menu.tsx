"use client";

import { Monitor, Moon, Sun } from "lucide-react";
import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { IconButton } from "#components/ui/icon-button.tsx";
import { Menu, MenuCheckboxItem, MenuGroup, MenuSeparator } from "#components/ui/menu.tsx";
import { type Locale, localeCookie, locales } from "#i18n/locales.ts";
import { type Theme, themeCookie, themes } from "./theme.ts";

const icons = { system: Monitor, light: Sun, dark: Moon } as const;
const themeWords = { system: "themeSystem", light: "themeLight", dark: "themeDark" } as const;
const languageNames: Readonly<Record<Locale, string>> = { en: "English", ko: "한국어" };
const oneYear = 365 * 24 * 60 * 60;

/** Theme and language. Both are cookies, so that the server's first answer is right already. */
export function PreferencesMenu({ theme: first }: { readonly theme: Theme }) {
  const t = useTranslations("shell");
  const router = useRouter();
  const locale = useLocale();
  const [theme, setTheme] = useState(first);
  const Icon = icons[theme];

  const chooseTheme = (next: Theme) => {
    remember(themeCookie, next);
    setTheme(next);
    if (next === "system") delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = next;
  };
  const chooseLocale = (next: Locale) => {
    remember(localeCookie, next);
    router.refresh();
  };
  return (
    <Menu
      trigger={
        <IconButton label={`${t("theme")}, ${t("language")}`}>
          <Icon aria-hidden />
        </IconButton>
      }
    >
      <MenuGroup label={t("theme")}>
        {themes.map((option) => (
          <MenuCheckboxItem key={option} checked={theme === option} onChange={() => chooseTheme(option)}>
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
    </Menu>
  );
}

function remember(name: string, value: string): void {
  // The Cookie Store API is missing where the page is plain HTTP, as it often is inside a company.
  // biome-ignore lint/suspicious/noDocumentCookie: see above
  document.cookie = `${name}=${value}; path=/; max-age=${oneYear}; samesite=lax`;
}
