import Link from "next/link";
import { useTranslations } from "next-intl";
import { repositoryAddress } from "#components/ui/address.ts";
import type { RepositoryName } from "#lib/oci/reference.ts";

interface SharedWithProps {
  readonly slug: string;
  readonly repositories: readonly RepositoryName[];
}

/** So many repositories are named before the rest is folded. */
const shown = 3;

/** The other repositories known to hold a layer, as links. */
export function SharedWith({ slug, repositories }: SharedWithProps) {
  const t = useTranslations("layers");
  const link = (repository: RepositoryName) => (
    <li key={repository} className="min-w-0">
      <Link
        className="link inline-block break-all py-1"
        href={repositoryAddress(slug, repository)}
        prefetch={false}
      >
        {repository}
      </Link>
    </li>
  );
  // One more than is shown takes no more room than the word that folds it.
  const first = repositories.length <= shown + 1 ? repositories : repositories.slice(0, shown);
  const rest = repositories.slice(first.length);
  return (
    <div>
      <ul>{first.map(link)}</ul>
      {rest.length > 0 && (
        <details>
          <summary className="min-h-6 cursor-pointer text-muted">
            {t("moreRepositories", { count: rest.length })}
          </summary>
          <ul>{rest.map(link)}</ul>
        </details>
      )}
    </div>
  );
}
