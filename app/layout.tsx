import "./globals.css";
import type { Metadata, Viewport } from "next";
import { cookies } from "next/headers";
import { NextIntlClientProvider } from "next-intl";
import { getLocale, getTranslations } from "next-intl/server";
import { NuqsAdapter } from "nuqs/adapters/next/app";
import type { ReactNode } from "react";
import { QueryProvider } from "#components/api/query-provider.tsx";
import { Shell } from "#components/shell/shell.tsx";
import { readTheme, themeCookie } from "#components/shell/theme.ts";
import { ToastProvider } from "#components/ui/toast.tsx";
import { currentPrincipal } from "#lib/http/page.ts";
import { knownRegistries } from "#lib/settings/known-registries.ts";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("shell");
  return { title: { default: t("name"), template: `%s · ${t("name")}` }, description: t("tagline") };
}

export const viewport: Viewport = {
  width: "device-width",
  initialScale: 1,
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#fafbfc" },
    { media: "(prefers-color-scheme: dark)", color: "#14171c" },
  ],
};

export default async function RootLayout({ children }: { readonly children: ReactNode }) {
  const [locale, jar, principal] = await Promise.all([getLocale(), cookies(), currentPrincipal()]);
  const theme = readTheme(jar.get(themeCookie)?.value);
  const registries = principal === null ? [] : await knownRegistries();
  return (
    <html lang={locale} {...(theme === "system" ? {} : { "data-theme": theme })}>
      <body>
        <NextIntlClientProvider>
          <NuqsAdapter>
            <QueryProvider>
              <ToastProvider>
                <Shell principal={principal} registries={registries} theme={theme}>
                  {children}
                </Shell>
              </ToastProvider>
            </QueryProvider>
          </NuqsAdapter>
        </NextIntlClientProvider>
      </body>
    </html>
  );
}
