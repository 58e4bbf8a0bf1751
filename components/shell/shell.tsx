import Link from "next/link";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { Visitor } from "#lib/access/principal.ts";
import type { KnownRegistry } from "#lib/settings/known-registries.ts";
import { AccountMenu } from "./account-menu.tsx";
import { Keyboard } from "./keyboard.tsx";
import { Logo } from "./logo.tsx";
import { PaletteButton } from "./palette-button.tsx";
import { PreferencesMenu } from "./preferences-menu.tsx";
import type { Theme } from "./theme.ts";

interface ShellProps {
  /** Null for a stranger, who sees pages for signing in alone. */
  readonly principal: Visitor | null;
  readonly registries: readonly KnownRegistry[];
  readonly theme: Theme;
  readonly children: ReactNode;
}

/** What stands around every page. */
export function Shell({ principal, registries, theme, children }: ShellProps) {
  const t = useTranslations("shell");
  return (
    <>
      <a
        href="#content"
        className="sr-only z-50 rounded-md bg-raised px-3 py-2 shadow-pop focus:not-sr-only focus:fixed focus:top-2 focus:left-2"
      >
        {t("skipToContent")}
      </a>
      <header className="sticky top-0 z-30 border-line border-b bg-background/90 backdrop-blur">
        <div className="mx-auto flex h-12 max-w-[96rem] items-center gap-2 px-3 sm:gap-3 sm:px-6">
          <Link
            href="/"
            className="-ml-1 flex items-center gap-2 rounded-md p-1 font-semibold tracking-tight"
          >
            <Logo className="size-6" />
            <span className="max-sm:sr-only">{t("name")}</span>
          </Link>
          {principal !== null && (
            <>
              <nav aria-label={t("mainNavigation")} className="flex items-center max-md:hidden">
                <Link
                  href="/"
                  className="rounded-md px-2 py-1 text-muted hover:bg-subtle hover:text-foreground"
                >
                  {t("home")}
                </Link>
                <Link
                  href="/activity"
                  prefetch={false}
                  className="rounded-md px-2 py-1 text-muted hover:bg-subtle hover:text-foreground"
                >
                  {t("activity")}
                </Link>
                <Link
                  href="/search"
                  prefetch={false}
                  className="rounded-md px-2 py-1 text-muted hover:bg-subtle hover:text-foreground"
                >
                  {t("searchPage")}
                </Link>
                {principal.role !== "viewer" && (
                  <Link
                    href="/retention/policies"
                    prefetch={false}
                    className="rounded-md px-2 py-1 text-muted hover:bg-subtle hover:text-foreground"
                  >
                    {t("retention")}
                  </Link>
                )}
                {principal.role === "administrator" && (
                  <>
                    <Link
                      href="/audit"
                      prefetch={false}
                      className="whitespace-nowrap rounded-md px-2 py-1 text-muted hover:bg-subtle hover:text-foreground max-lg:hidden"
                    >
                      {t("audit")}
                    </Link>
                    <Link
                      href="/settings/registries"
                      className="rounded-md px-2 py-1 text-muted hover:bg-subtle hover:text-foreground"
                    >
                      {t("settings")}
                    </Link>
                  </>
                )}
              </nav>
              <PaletteButton />
              <Keyboard registries={registries} canConfigure={principal.role === "administrator"} />
            </>
          )}
          <div className="ml-auto flex items-center gap-1">
            <PreferencesMenu theme={theme} />
            {principal !== null && <AccountMenu principal={principal} />}
          </div>
        </div>
      </header>
      <main id="content" tabIndex={-1} className="mx-auto max-w-[96rem] px-3 py-5 outline-none sm:px-6">
        {children}
      </main>
    </>
  );
}
