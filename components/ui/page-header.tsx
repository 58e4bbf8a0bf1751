import Link from "next/link";
import type { ReactNode } from "react";

/** A step on the way to a page. */
export interface Crumb {
  readonly label: string;
  readonly href: string;
}

interface PageHeaderProps {
  /** The way here, from the top; the page itself is the title. */
  readonly crumbs?: readonly Crumb[];
  readonly crumbsLabel?: string;
  readonly title: ReactNode;
  /** Badges beside the title. */
  readonly badges?: ReactNode;
  readonly description?: ReactNode;
  readonly actions?: ReactNode;
}

/** What page this is, the way to it, and what can be done with all of it. */
export function PageHeader({
  crumbs = [],
  crumbsLabel,
  title,
  badges,
  description,
  actions,
}: PageHeaderProps) {
  return (
    <div className="mb-5 flex flex-wrap items-start gap-x-4 gap-y-3">
      <div className="min-w-0 flex-1 basis-72">
        <Crumbs crumbs={crumbs} label={crumbsLabel} />
        <div className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
          <h1 className="min-w-0 font-semibold text-xl leading-7 tracking-tight [overflow-wrap:anywhere]">
            {title}
          </h1>
          {badges}
        </div>
        {description !== undefined && (
          <div className="mt-1 break-keep text-muted [overflow-wrap:anywhere]">{description}</div>
        )}
      </div>
      {actions !== undefined && <div className="flex flex-wrap items-center gap-2">{actions}</div>}
    </div>
  );
}

/** The way to a page, from the top. */
export function Crumbs({
  crumbs,
  label,
}: {
  readonly crumbs: readonly Crumb[];
  readonly label?: string | undefined;
}) {
  if (crumbs.length === 0) return null;
  return (
    <nav aria-label={label} className="mb-1">
      <ol className="flex flex-wrap items-center gap-x-1.5 gap-y-2 text-muted text-xs">
        {crumbs.map(({ label, href }) => (
          <li key={href} className="flex min-w-0 items-center gap-x-1.5">
            <Link href={href} className="-my-1 truncate py-1 hover:text-foreground hover:underline">
              {label}
            </Link>
            <span aria-hidden>/</span>
          </li>
        ))}
      </ol>
    </nav>
  );
}
