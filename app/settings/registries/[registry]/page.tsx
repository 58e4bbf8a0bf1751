import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ProblemPage } from "#components/problem/problem-page.tsx";
import { Notifications } from "#components/settings/notifications/notifications.tsx";
import { RegistryForm } from "#components/settings/registry-form.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { notificationsOf } from "#lib/activity/notifications-of.ts";
import { config } from "#lib/config.ts";
import { attempt } from "#lib/http/attempt.ts";
import { pagePrincipal } from "#lib/http/page.ts";
import { findRegistry } from "#lib/settings/registries.ts";

type Props = PageProps<"/settings/registries/[registry]">;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: (await params).registry };
}

/** A registry's settings. */
export default async function RegistryPage({ params }: Props) {
  const principal = await pagePrincipal("administrator");
  const { registry } = await params;
  const [t, found] = await Promise.all([
    getTranslations("settings.list"),
    attempt(() => findRegistry(registry)),
  ]);
  if (!found.ok) return <ProblemPage problem={found.problem} principal={principal} />;
  const setting = found.value;
  return (
    <>
      <PageHeader
        crumbs={[{ label: t("title"), href: "/settings/registries" }]}
        crumbsLabel={t("title")}
        title={setting.name}
      />
      <RegistryForm key={setting.slug} setting={setting} />
      <Notifications
        slug={setting.slug}
        state={await notificationsOf(setting.slug)}
        publicUrl={config().publicUrl ?? null}
      />
    </>
  );
}
