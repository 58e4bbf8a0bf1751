import { Lock, Server } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { clientSetupAddress, registrySettingsAddress } from "#components/ui/address.ts";
import { Badge } from "#components/ui/badge.tsx";
import { buttonClass } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import type { RegistrySetting } from "#lib/settings/types.ts";

/** Every registry with how Stowage reaches it. */
export function RegistryList({ registries }: { readonly registries: readonly RegistrySetting[] }) {
  const t = useTranslations("settings.list");
  const add = (
    <Link href="/settings/registries/new" className={buttonClass({ variant: "primary" })}>
      {t("add")}
    </Link>
  );
  return (
    <>
      <PageHeader title={t("title")} description={t("description")} actions={add} />
      {registries.length === 0 ? (
        <EmptyState icon={<Server aria-hidden />} title={t("empty")} action={add}>
          {t("emptyHint")}
        </EmptyState>
      ) : (
        <ul className="divide-y divide-line rounded-lg border border-line bg-raised">
          {registries.map((registry) => (
            <RegistryRow key={registry.slug} registry={registry} />
          ))}
        </ul>
      )}
    </>
  );
}

function RegistryRow({ registry }: { readonly registry: RegistrySetting }) {
  const t = useTranslations("settings.list");
  const { slug, name, url, origin, username } = registry;
  const locked = origin !== "database";
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-3">
      <div className="min-w-0 flex-1 basis-64">
        <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
          <Link href={registrySettingsAddress(slug)} className="break-words font-medium hover:underline">
            {name}
          </Link>
          {locked && (
            <Badge title={t(origin === "file" ? "lockedByFile" : "lockedByEnvironment")}>
              <Lock aria-hidden />
              {t("locked")}
            </Badge>
          )}
          {registry.plainHttp && <Badge tone="warning">{t("plainHttp")}</Badge>}
          {registry.skipTlsVerify && <Badge tone="warning">{t("skipTlsVerify")}</Badge>}
          {registry.ca !== undefined && <Badge>{t("customCa")}</Badge>}
          {registry.readOnly && <Badge>{t("readOnly")}</Badge>}
        </div>
        <p className="mt-0.5 break-all text-muted text-xs">
          <code>{url}</code> · {username === undefined ? t("anonymous") : t("signsInAs", { username })}
        </p>
      </div>
      <div className="flex gap-2">
        <Link
          href={clientSetupAddress(slug)}
          prefetch={false}
          className={buttonClass({ variant: "ghost", size: "small" })}
        >
          {t("clientSetup")}
        </Link>
        <Link href={registrySettingsAddress(slug)} className={buttonClass({ size: "small" })}>
          {t(locked ? "view" : "edit")}
        </Link>
      </div>
    </li>
  );
}
