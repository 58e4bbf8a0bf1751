"use client";

import { CircleUser } from "lucide-react";
import dynamic from "next/dynamic";
import { useTranslations } from "next-intl";
import { iconButtonClass } from "#components/ui/icon-button.tsx";
import { PopupButton } from "#components/ui/popup-button.tsx";
import type { Visitor } from "#lib/access/principal.ts";

const load = () => import("./account-menu-items.tsx").then(({ AccountMenuItems }) => AccountMenuItems);
const Items = dynamic(load);

/** Who is signed in, and the way out. */
export function AccountMenu({ principal }: { readonly principal: Visitor }) {
  const t = useTranslations("shell");
  const who = principal.kind === "user" ? principal.username : t("anonymous");
  return (
    <PopupButton
      kind="menu"
      className={iconButtonClass}
      label={`${t("account")}: ${who}`}
      load={load}
      popup={(place) => <Items {...place} principal={principal} />}
    >
      <CircleUser aria-hidden />
    </PopupButton>
  );
}
