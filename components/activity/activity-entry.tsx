import { clsx } from "clsx";
import { ArrowUpFromLine, Trash2 } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { digestAddress, registryAddress, repositoryAddress, tagAddress } from "#components/ui/address.ts";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import type { ActivityEntry as Entry } from "#lib/activity/types.ts";
import { shortDigest } from "#lib/oci/digest.ts";

interface ActivityEntryProps {
  readonly entry: Entry;
  /** The registry's name; null where there is only one, and where it is gone its slug. */
  readonly registryName: string | null;
  /** It came while the page was open. */
  readonly fresh: boolean;
  /** Whether it is told who did it. */
  readonly people: boolean;
  /** The time that “3 minutes ago” counts from. */
  readonly now: Date;
}

const looks = {
  push: { Icon: ArrowUpFromLine, mark: "bg-accent-soft text-accent" },
  delete: { Icon: Trash2, mark: "bg-danger-soft text-danger" },
} as const;

/** A push or a deletion: what, who, from where and when. */
export function ActivityEntry({ entry, registryName, fresh, people, now }: ActivityEntryProps) {
  const t = useTranslations("activity");
  const { action, registry, repository, at } = entry;
  const { Icon, mark } = looks[action];
  return (
    <li
      className={clsx(
        "grid grid-cols-[1.75rem_minmax(0,1fr)] items-center gap-x-3 gap-y-0.5 px-3 py-2",
        people
          ? "lg:grid-cols-[1.75rem_minmax(0,5fr)_minmax(0,2fr)_minmax(0,4fr)_8rem]"
          : "lg:grid-cols-[1.75rem_minmax(0,1fr)_8rem]",
        fresh && "activity-fresh",
      )}
    >
      <span className={clsx("flex size-7 items-center justify-center rounded-full max-lg:self-start", mark)}>
        <Icon aria-hidden className="size-3.5" />
      </span>
      <div className="min-w-0">
        <p className="text-[0.8125rem] [overflow-wrap:anywhere]">
          <span className="mr-1.5 text-muted">{t(`did.${action}`)}</span>
          <Link
            href={repositoryAddress(registry, repository)}
            prefetch={false}
            className="py-1 hover:text-accent hover:underline"
          >
            {repository}
          </Link>
          <What entry={entry} />
        </p>
        {registryName !== null && (
          <Link
            href={registryAddress(registry)}
            prefetch={false}
            className="inline-block py-0.5 text-muted text-xs hover:underline"
          >
            {registryName}
          </Link>
        )}
      </div>
      <div className="col-start-2 flex min-w-0 flex-wrap gap-x-3 text-muted text-xs lg:contents">
        {people && (
          <>
            <p className="min-w-0 break-all lg:text-[0.8125rem] lg:text-foreground">
              {entry.actor ?? <span className="text-muted">{t("nobody")}</span>}
            </p>
            <From entry={entry} />
          </>
        )}
        <span className="lg:text-right">
          <RelativeTime date={new Date(at).toISOString()} now={now} past />
        </span>
      </div>
    </li>
  );
}

/** The tag or digest; one that was deleted leads nowhere. */
function What({ entry }: { readonly entry: Entry }) {
  const { action, registry, repository, tag, digest } = entry;
  const name = tag ?? (digest === null ? null : shortDigest(digest));
  if (name === null) return null;
  const className = clsx("py-1 font-medium font-mono", action === "delete" && "line-through");
  const href =
    tag !== null
      ? tagAddress(registry, repository, tag)
      : digest === null
        ? null
        : digestAddress(registry, repository, digest);
  return (
    <>
      <span className="text-muted">{tag === null ? "@" : ":"}</span>
      {action === "delete" || href === null ? (
        <span className={className} title={digest ?? undefined}>
          {name}
        </span>
      ) : (
        <Link
          href={href}
          prefetch={false}
          title={digest ?? undefined}
          className={clsx(className, "hover:text-accent hover:underline")}
        >
          {name}
        </Link>
      )}
    </>
  );
}

function From({ entry: { address, userAgent } }: { readonly entry: Entry }) {
  return (
    <p className="flex min-w-0 flex-wrap gap-x-3 lg:text-muted lg:text-xs">
      {address !== null && <span className="tabular break-all">{address}</span>}
      {userAgent !== null && (
        <span className="min-w-0 truncate" title={userAgent}>
          {userAgent}
        </span>
      )}
    </p>
  );
}
