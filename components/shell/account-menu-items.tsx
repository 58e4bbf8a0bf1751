"use client";

import {
  Braces,
  History,
  KeyRound,
  ListChecks,
  LogIn,
  LogOut,
  ScrollText,
  Settings,
  Users,
} from "lucide-react";
import { useTranslations } from "next-intl";
import { apiFetch } from "#components/api/fetch.ts";
import { useProblemSentence } from "#components/problem/problem-sentence.ts";
import { MenuAt, MenuGroup, MenuItem, MenuLink, MenuSeparator } from "#components/ui/menu.tsx";
import type { PopupPlace } from "#components/ui/popup-button.tsx";
import { useToast } from "#components/ui/toast.tsx";
import type { Visitor } from "#lib/access/principal.ts";

interface AccountMenuItemsProps extends PopupPlace {
  readonly principal: Visitor;
}

/** The account menu when it is open. */
export function AccountMenuItems({ principal, ...place }: AccountMenuItemsProps) {
  const t = useTranslations("shell");
  const toast = useToast();
  const sentence = useProblemSentence();
  const signOut = async () => {
    try {
      await apiFetch("/api/session", { method: "DELETE" });
      // A whole new page: nothing that the former session loaded stays in memory.
      window.location.assign("/");
    } catch (error) {
      toast(sentence(error), "danger");
    }
  };
  const who =
    principal.kind === "user" ? `${principal.username} · ${t(`role.${principal.role}`)}` : t("anonymous");
  return (
    <MenuAt {...place} label={t("account")}>
      <MenuGroup label={who}>
        <MenuLink href="/activity">
          <History aria-hidden />
          {t("activity")}
        </MenuLink>
        {principal.role !== "viewer" && (
          <MenuLink href="/retention/policies">
            <ListChecks aria-hidden />
            {t("retention")}
          </MenuLink>
        )}
        {principal.role === "administrator" && (
          <>
            <MenuLink href="/audit">
              <ScrollText aria-hidden />
              {t("audit")}
            </MenuLink>
            <MenuLink href="/settings/registries">
              <Settings aria-hidden />
              {t("settings")}
            </MenuLink>
            <MenuLink href="/settings/access">
              <Users aria-hidden />
              {t("settingsAccess")}
            </MenuLink>
          </>
        )}
        {principal.role !== "viewer" && (
          <MenuLink href="/settings/tokens">
            <KeyRound aria-hidden />
            {t("settingsTokens")}
          </MenuLink>
        )}
        <MenuLink href="/reference">
          <Braces aria-hidden />
          {t("reference")}
        </MenuLink>
        <MenuSeparator />
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
    </MenuAt>
  );
}
