import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { AccessSettings } from "#components/access/access-settings.tsx";
import { anonymousViewing } from "#lib/access/anonymous-viewing.ts";
import { minimumPasswordLength } from "#lib/access/password-rules.ts";
import { listUsers } from "#lib/access/users.ts";
import { config } from "#lib/config.ts";
import { database } from "#lib/db/database.ts";
import { pagePrincipal } from "#lib/http/page.ts";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("access.users");
  return { title: t("title") };
}

/** Users, their roles, and whether strangers may look. */
export default async function AccessPage() {
  const principal = await pagePrincipal("administrator");
  const [users, anonymous] = await Promise.all([
    listUsers(database()),
    anonymousViewing(database(), config().anonymousViewing),
  ]);
  return (
    <AccessSettings
      users={users}
      ownId={principal.kind === "user" ? principal.id : ""}
      anonymous={anonymous}
      minimumPassword={minimumPasswordLength}
    />
  );
}
