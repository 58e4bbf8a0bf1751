"use client";

import { Monitor, Moon, Sun } from "lucide-react";
import dynamic from "next/dynamic";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { iconButtonClass } from "#components/ui/icon-button.tsx";
import { PopupButton } from "#components/ui/popup-button.tsx";
import { rememberPreference } from "#components/ui/remember-preference.ts";
import { type Theme, themeCookie } from "./theme.ts";

const load = () =>
  import("./preferences-menu-items.tsx").then(({ PreferencesMenuItems }) => PreferencesMenuItems);
const Items = dynamic(load);

const icons = { system: Monitor, light: Sun, dark: Moon } as const;

/** Theme and language. Both are cookies, so that the server's first answer is right already. */
export function PreferencesMenu({ theme: first }: { readonly theme: Theme }) {
  const t = useTranslations("shell");
  const [theme, setTheme] = useState(first);
  const Icon = icons[theme];
  const chooseTheme = (next: Theme) => {
    rememberPreference(themeCookie, next);
    setTheme(next);
    if (next === "system") delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = next;
  };
  return (
    <PopupButton
      kind="menu"
      className={iconButtonClass}
      label={`${t("theme")}, ${t("language")}`}
      load={load}
      popup={(place) => <Items {...place} theme={theme} onTheme={chooseTheme} />}
    >
      <Icon aria-hidden />
    </PopupButton>
  );
}
