import type { Metadata } from "next";
import Link from "next/link";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { EntryCard } from "#components/access/entry-card.tsx";
import { SignInForm } from "#components/access/sign-in-form.tsx";
import { safeNextPath } from "#lib/http/next-path.ts";
import { currentPrincipal } from "#lib/http/page.ts";
import { needsSetup } from "#lib/http/principal.ts";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("access.signIn");
  return { title: t("title") };
}

/** Where one signs in, and goes on to `?next=`. */
export default async function SignInPage({ searchParams }: PageProps<"/sign-in">) {
  const [{ next }, principal] = await Promise.all([searchParams, currentPrincipal()]);
  const path = safeNextPath(Array.isArray(next) ? next[0] : next);
  if (principal?.kind === "user") redirect(path);
  if (await needsSetup()) redirect("/welcome");
  const t = await getTranslations("access.signIn");
  return (
    <EntryCard title={t("title")}>
      <SignInForm next={path} />
      {principal !== null && (
        <p className="mt-4 text-center">
          <Link href={path} className="link">
            {t("browse")}
          </Link>
        </p>
      )}
    </EntryCard>
  );
}
