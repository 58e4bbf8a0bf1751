import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { EntryCard } from "#components/access/entry-card.tsx";
import { WelcomeForm } from "#components/access/welcome-form.tsx";
import { minimumPasswordLength } from "#lib/access/password-rules.ts";
import { needsSetup } from "#lib/http/principal.ts";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("access.welcome");
  return { title: t("title") };
}

/** The first page of all: creates the administrator. */
export default async function WelcomePage() {
  if (!(await needsSetup())) redirect("/sign-in");
  const t = await getTranslations("access.welcome");
  return (
    <EntryCard title={t("title")} description={t("description")}>
      <WelcomeForm minimumPassword={minimumPasswordLength} />
    </EntryCard>
  );
}
