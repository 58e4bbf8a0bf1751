"use client";

import { EllipsisVertical, Plus } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Badge } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { iconButtonClass } from "#components/ui/icon-button.tsx";
import { Select } from "#components/ui/input.tsx";
import { MenuAt, MenuItem } from "#components/ui/menu.tsx";
import { PopupButton } from "#components/ui/popup-button.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { useToast } from "#components/ui/toast.tsx";
import type { Role } from "#lib/access/role.ts";
import type { UserSummary } from "#lib/access/users.ts";
import { useAccessProblem } from "./access-problem.ts";
import { useSubmit } from "./use-submit.ts";
import { NewUserDialog, PasswordDialog, RemoveUserDialog } from "./user-dialogs.tsx";

const roles: readonly Role[] = ["viewer", "operator", "administrator"];

interface UserListProps {
  readonly users: readonly UserSummary[];
  readonly ownId: string;
  readonly minimumPassword: number;
}

type Open = { readonly kind: "new" } | { readonly kind: "password" | "remove"; readonly user: UserSummary };

/** Every user with their role. */
export function UserList({ users, ownId, minimumPassword }: UserListProps) {
  const t = useTranslations("access.users");
  const shell = useTranslations("shell");
  const router = useRouter();
  const toast = useToast();
  const { submit, problem } = useSubmit("PATCH");
  const { whole } = useAccessProblem(problem);
  const [open, setOpen] = useState<Open | null>(null);

  const changeRole = async (user: UserSummary, select: HTMLSelectElement) => {
    const done = await submit(`/api/users/${user.id}`, { role: select.value });
    // What the server has now: it refused the change.
    if (done === undefined) select.value = user.role;
    else toast(t("changed", { username: user.username }));
    router.refresh();
  };
  const close = () => setOpen(null);
  return (
    <section aria-label={t("title")} className="space-y-3">
      <div className="flex justify-end">
        <Button variant="primary" onClick={() => setOpen({ kind: "new" })}>
          <Plus aria-hidden className="size-4" />
          {t("add")}
        </Button>
      </div>
      {whole !== undefined && (
        <Callout tone="danger" role="alert">
          {whole}
        </Callout>
      )}
      <ul className="divide-y divide-line rounded-lg border border-line bg-raised">
        {users.map((user) => (
          <li key={user.id} className="flex flex-wrap items-center gap-x-4 gap-y-1 px-4 py-2">
            <div className="min-w-0 flex-1 basis-40">
              <span className="break-all font-medium">{user.username}</span>{" "}
              {user.id === ownId && <Badge>{t("you")}</Badge>}
              <p className="text-muted text-xs">
                {t("lastSignIn")}:{" "}
                {user.signedInAt === null ? t("never") : <RelativeTime date={user.signedInAt} />}
              </p>
            </div>
            <div className="w-40 shrink-0">
              <Select
                // Somebody else may have changed it.
                key={user.role}
                defaultValue={user.role}
                aria-label={t("changeRole", { username: user.username })}
                onChange={({ target }) => changeRole(user, target)}
              >
                {roles.map((role) => (
                  <option key={role} value={role}>
                    {shell(`role.${role}`)}
                  </option>
                ))}
              </Select>
            </div>
            <PopupButton
              kind="menu"
              className={iconButtonClass}
              label={t("actions", { username: user.username })}
              popup={(place) => (
                <MenuAt {...place} label={t("actions", { username: user.username })}>
                  <MenuItem onSelect={() => setOpen({ kind: "password", user })}>
                    {t("resetPassword")}
                  </MenuItem>
                  <MenuItem danger onSelect={() => setOpen({ kind: "remove", user })}>
                    {t("remove")}
                  </MenuItem>
                </MenuAt>
              )}
            >
              <EllipsisVertical aria-hidden />
            </PopupButton>
          </li>
        ))}
      </ul>
      <p className="text-muted text-xs">{t("roleHint")}</p>
      {open?.kind === "new" && <NewUserDialog minimumPassword={minimumPassword} onClose={close} />}
      {open?.kind === "password" && (
        <PasswordDialog user={open.user} minimumPassword={minimumPassword} onClose={close} />
      )}
      {open?.kind === "remove" && <RemoveUserDialog user={open.user} onClose={close} />}
    </section>
  );
}
