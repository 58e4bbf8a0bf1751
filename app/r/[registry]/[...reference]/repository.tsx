import { cookies } from "next/headers";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { ProblemPage } from "#components/problem/problem-page.tsx";
import { crumbsTo } from "#components/repository/crumbs.ts";
import { mayDeleteIn } from "#components/repository/may-delete.ts";
import { columnsCookie, readHiddenColumns } from "#components/tag-table/columns.ts";
import { pageSize } from "#components/tag-table/tag-pages.ts";
import { TagTable } from "#components/tag-table/tag-table.tsx";
import { clientSetupAddress } from "#components/ui/address.ts";
import { buttonClass } from "#components/ui/button.tsx";
import { CopyButton } from "#components/ui/copy-button.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import type { Visitor } from "#lib/access/principal.ts";
import { tableWindow } from "#lib/activity/tag-table.ts";
import { attempt } from "#lib/http/attempt.ts";
import { pullHost } from "#lib/oci/host.ts";
import { formatReference, type RepositoryName } from "#lib/oci/reference.ts";
import type { TagView } from "#lib/oci/tag-view.ts";

interface RepositoryProps {
  readonly slug: string;
  readonly repository: RepositoryName;
  readonly view: TagView;
  readonly principal: Visitor;
}

/** A repository: its tags. Drawn from what is known; the table asks the registry by itself. */
export async function Repository({ slug, repository, view, principal }: RepositoryProps) {
  const [t, shell, jar, known] = await Promise.all([
    getTranslations("tagTable"),
    getTranslations("shell"),
    cookies(),
    attempt(() => tableWindow(slug, repository, view, { offset: 0, limit: pageSize })),
  ]);
  if (!known.ok) return <ProblemPage problem={known.problem} principal={principal} />;
  const { setting, window } = known.value;
  const host = pullHost(setting.url, setting.publicAddress);
  const { crumbs, title } = crumbsTo(setting, repository, shell("home"));
  return (
    <>
      <PageHeader
        crumbs={crumbs}
        crumbsLabel={shell("breadcrumb")}
        title={title}
        badges={<CopyButton text={formatReference({ host, repository })} label={t("menu.copyReference")} />}
        actions={
          <Link
            href={clientSetupAddress(slug)}
            prefetch={false}
            className={buttonClass({ variant: "ghost" })}
          >
            {t("clientSetup")}
          </Link>
        }
      />
      <TagTable
        key={`${slug}/${repository}`}
        registry={{
          slug,
          name: setting.name,
          host,
          plainHttp: setting.plainHttp && setting.url.startsWith("http:"),
          skipTlsVerify: setting.skipTlsVerify,
          ownCa: setting.ca !== undefined,
        }}
        repository={repository}
        first={window}
        hiddenColumns={readHiddenColumns(jar.get(columnsCookie)?.value)}
        mayDelete={mayDeleteIn(setting, principal)}
        canConfigure={principal.role === "administrator"}
      />
    </>
  );
}
