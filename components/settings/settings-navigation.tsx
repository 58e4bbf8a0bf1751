"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";

interface SettingsNavigationProps {
  readonly label: string;
  readonly pages: readonly { readonly href: string; readonly label: string }[];
}

/** The pages of the settings, as tabs. */
export function SettingsNavigation({ label, pages }: SettingsNavigationProps) {
  const path = usePathname();
  return (
    <nav aria-label={label} className="mb-6 border-line border-b">
      <ul className="flex gap-1">
        {pages.map(({ href, label: name }) => (
          <li key={href}>
            <Link
              href={href}
              aria-current={path.startsWith(href) ? "page" : undefined}
              className="-mb-px flex h-10 items-center border-transparent border-b-2 px-3 text-muted hover:text-foreground aria-[current=page]:border-accent aria-[current=page]:font-medium aria-[current=page]:text-foreground"
            >
              {name}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
