import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { DeleteTagButton } from "#components/deletion/delete-tag-button.tsx";
import { ManifestPage } from "#components/manifest/manifest-page.tsx";
import { ProblemPage } from "#components/problem/problem-page.tsx";
import { crumbsTo } from "#components/repository/crumbs.ts";
import { mayDeleteIn } from "#components/repository/may-delete.ts";
import { repositoryAddress, tagAddress } from "#components/ui/address.ts";
import { buttonClass } from "#components/ui/button.tsx";
import type { Visitor } from "#lib/access/principal.ts";
import { referenceActivity } from "#lib/activity/reference-activity.ts";
import { database } from "#lib/db/database.ts";
import { attempt } from "#lib/http/attempt.ts";
import { knownTags, similarTags } from "#lib/index/known-tags.ts";
import { readReference } from "#lib/index/read-reference.ts";
import { isDigestReference, type ManifestReference, type RepositoryName } from "#lib/oci/reference.ts";
import { protectionOf } from "#lib/settings/protection.ts";

interface ManifestProps {
  readonly slug: string;
  readonly repository: RepositoryName;
  readonly reference: ManifestReference;
  readonly view: string;
  readonly platform: string | undefined;
  readonly principal: Visitor;
}

/** Similar tags that are offered where one is not found. */
const offered = 8;

/** A tag or digest, read from the registry; or why it cannot be, and what may have been meant. */
export async function Manifest({ slug, repository, reference, view, platform, principal }: ManifestProps) {
  const shell = await getTranslations("shell");
  const read = await attempt(() => readReference(slug, repository, reference, platform));
  if (read.ok) {
    const { setting, detail } = read.value;
    const { crumbs, title } = crumbsTo(setting, repository, shell("home"));
    return (
      <ManifestPage
        registry={setting}
        detail={detail}
        view={view}
        activity={
          await referenceActivity(slug, repository, detail.tag, detail.digest, principal.kind === "user")
        }
        crumbs={[...crumbs, { label: title, href: repositoryAddress(slug, repository) }]}
        actions={
          detail.tag !== null &&
          mayDeleteIn(setting, principal) === "yes" && (
            <DeleteTagButton
              registry={{ slug, name: setting.name }}
              repository={repository}
              tag={detail.tag}
              digest={detail.digest}
              canConfigure={principal.role === "administrator"}
              protectedBy={(await protectionOf(database(), slug))(repository, detail.tag)?.tags ?? null}
            />
          )
        }
      />
    );
  }
  const { problem } = read;
  const missing = problem.code === "MANIFEST_UNKNOWN" || problem.code === "NAME_UNKNOWN";
  if (!missing) return <ProblemPage problem={problem} principal={principal} />;
  const t = await getTranslations("tagTable.unknown");
  const similar = isDigestReference(reference)
    ? []
    : similarTags(await knownTags(slug, repository), reference, offered);
  return (
    <ProblemPage
      problem={problem}
      principal={principal}
      action={
        <Link href={repositoryAddress(slug, repository)} className={buttonClass({ variant: "primary" })}>
          {t("allTags", { repository })}
        </Link>
      }
    >
      {similar.length > 0 && (
        <div className="mt-2">
          <h2 className="mb-1 font-medium">{t("similar")}</h2>
          <ul className="flex flex-wrap gap-x-3 gap-y-1">
            {similar.map((tag) => (
              <li key={tag}>
                <Link className="link break-all font-mono" href={tagAddress(slug, repository, tag)}>
                  {tag}
                </Link>
              </li>
            ))}
          </ul>
        </div>
      )}
    </ProblemPage>
  );
}
