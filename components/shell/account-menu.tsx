"use client";

import { CircleUser, LogIn, LogOut, Settings, Users } from "lucide-react";
import { useTranslations } from "next-intl";
import { apiFetch } from "#components/api/fetch.ts";
import { problemFrom } from "#components/api/problem.ts";
import { IconButton } from "#components/ui/icon-button.tsx";
import { Menu, MenuGroup, MenuItem, MenuLink, MenuSeparator } from "#components/ui/menu.tsx";
import { useToast } from "#components/ui/toast.tsx";
import type { Principal } from "#lib/access/principal.ts";

/** Who is signed in, and the way out. */
export function AccountMenu({ principal }: { readonly principal: Principal }) {
  const t = useTranslations("shell");
  const toast = useToast();
  const signOut = async () => {
    try {
      await apiFetch("/api/session", { method: "DELETE" });
      // A whole new page: nothing that the former session loaded stays in memory.
      window.location.assign("/");
    } catch (error) {
      toast(problemFrom(error).detail, "danger");
    }
  };
  const who = principal.kind === "user" ? principal.username : t("anonymous");
  return (
    <Menu
      trigger={
        <IconButton label={`${t("account")}: ${who}`}>
          <CircleUser aria-hidden />
        </IconButton>
      }
    >
      <MenuGroup label={principal.kind === "user" ? `${who} · ${t(`role.${principal.role}`)}` : who}>
        {principal.role === "administrator" && (
          <>
            <MenuLink href="/settings/registries">
              <Settings aria-hidden />
              {t("settings")}
            </MenuLink>
            <MenuLink href="/settings/access">
              <Users aria-hidden />
              {t("settingsAccess")}
            </MenuLink>
            <MenuSeparator />
          </>
        )}
        {principal.kind === "user" ? (
          <MenuItem onSelect={signOut}>
            <LogOut aria-hidden />
            {t("signOut")}
          </MenuItem>
        ) : (
          <MenuLink href="/sign-in">
            <LogIn aria-hidden />
            {t("signIn")}
          </MenuLink>
        )}
      </MenuGroup>
    </Menu>
  );
}
