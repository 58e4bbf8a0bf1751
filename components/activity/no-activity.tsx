import { Bell, SearchX } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { notificationSettingsAddress } from "#components/ui/address.ts";
import { Button, buttonClass } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";

/** Registries that are offered by name; of more, the list of settings is. */
const named = 3;

interface NoActivityProps {
  readonly registries: readonly { readonly slug: string; readonly name: string }[];
  readonly canConfigure: boolean;
}

/** Nothing was ever heard of: how a registry is made to tell. */
export function NoActivity({ registries, canConfigure }: NoActivityProps) {
  const t = useTranslations("activity.empty");
  const links =
    registries.length <= named
      ? registries.map(({ slug, name }) => ({
          href: notificationSettingsAddress(slug),
          text: t("setUp", { name }),
        }))
      : [{ href: "/settings/registries", text: t("setUpAny") }];
  return (
    <EmptyState
      icon={<Bell aria-hidden />}
      title={t("title")}
      action={
        canConfigure &&
        links.map(({ href, text }) => (
          <Link
            key={href}
            href={href}
            className={buttonClass({ variant: links.length === 1 ? "primary" : "secondary" })}
          >
            {text}
          </Link>
        ))
      }
    >
      <p>{t("why")}</p>
      {!canConfigure && <p className="mt-2">{t("askAdministrator")}</p>}
    </EmptyState>
  );
}

/** Nothing that the filter lets through. */
export function NoMatch({ clear }: { readonly clear: () => void }) {
  const t = useTranslations("activity.noMatch");
  return (
    <EmptyState
      icon={<SearchX aria-hidden />}
      title={t("title")}
      action={<Button onClick={clear}>{t("clear")}</Button>}
    >
      {t("hint")}
    </EmptyState>
  );
}
