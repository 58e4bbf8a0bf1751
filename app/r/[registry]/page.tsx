import type { Metadata } from "next";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { ProblemPage } from "#components/problem/problem-page.tsx";
import { loadListParameters, viewOf } from "#components/repository-list/list-address.ts";
import { RepositoryList } from "#components/repository-list/repository-list.tsx";
import {
  activityAddress,
  clientSetupAddress,
  registryCollectionAddress,
  registryPlansAddress,
  registrySettingsAddress,
  registrySpaceAddress,
} from "#components/ui/address.ts";
import { Badge } from "#components/ui/badge.tsx";
import { buttonClass } from "#components/ui/button.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { attempt } from "#lib/http/attempt.ts";
import { pagePrincipal } from "#lib/http/page.ts";
import { knownRepositories } from "#lib/index/known-repositories.ts";
import { pullHost } from "#lib/oci/host.ts";

type Props = PageProps<"/r/[registry]">;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: (await params).registry };
}

/** A registry: its repositories. Drawn from what is known; the list asks the registry by itself. */
export default async function RegistryPage({ params, searchParams }: Props) {
  const principal = await pagePrincipal("viewer");
  const { registry } = await params;
  const view = viewOf(await loadListParameters(searchParams));
  const [t, shell, known] = await Promise.all([
    getTranslations("repositoryList"),
    getTranslations("shell"),
    attempt(() => knownRepositories(registry, { ...view, turned: [] }, 0)),
  ]);
  if (!known.ok) return <ProblemPage problem={known.problem} principal={principal} />;
  const { setting, window } = known.value;
  const { slug, name, url, publicAddress, readOnly } = setting;
  const canConfigure = principal.role === "administrator";
  return (
    <>
      <PageHeader
        crumbs={[{ label: shell("home"), href: "/" }]}
        crumbsLabel={shell("breadcrumb")}
        title={name}
        badges={
          <>
            <code className="text-muted text-xs">{pullHost(url, publicAddress)}</code>
            {readOnly && <Badge title={t("readOnlyHint")}>{t("readOnly")}</Badge>}
          </>
        }
        actions={
          <>
            <Link href={activityAddress(slug)} prefetch={false} className={buttonClass({ variant: "ghost" })}>
              {shell("activity")}
            </Link>
            <Link
              href={registrySpaceAddress(slug)}
              prefetch={false}
              className={buttonClass({ variant: "ghost" })}
            >
              {t("space")}
            </Link>
            <Link
              href={registryCollectionAddress(slug)}
              prefetch={false}
              className={buttonClass({ variant: "ghost" })}
            >
              {t("collection")}
            </Link>
            <Link
              href={registryPlansAddress(slug)}
              prefetch={false}
              className={buttonClass({ variant: "ghost" })}
            >
              {t("plans")}
            </Link>
            <Link
              href={clientSetupAddress(slug)}
              prefetch={false}
              className={buttonClass({ variant: "ghost" })}
            >
              {t("clientSetup")}
            </Link>
            {canConfigure && (
              <Link
                href={registrySettingsAddress(slug)}
                prefetch={false}
                className={buttonClass({ variant: "ghost" })}
              >
                {t("settings")}
              </Link>
            )}
          </>
        }
      />
      <RepositoryList
        key={slug}
        slug={slug}
        name={name}
        host={pullHost(url, publicAddress)}
        first={{ view, window }}
        canConfigure={canConfigure}
        canSteer={principal.role !== "viewer"}
      />
    </>
  );
}
