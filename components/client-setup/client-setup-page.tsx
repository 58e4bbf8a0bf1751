import Link from "next/link";
import { useTranslations } from "next-intl";
import { RegistryHeader } from "#components/repository/registry-header.tsx";
import { registryAddress } from "#components/ui/address.ts";
import { buttonClass } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { CopyButton } from "#components/ui/copy-button.tsx";
import type { ClientSetupSection } from "#lib/settings/client-setup-types.ts";
import { SetupSection } from "./setup-section.tsx";

interface ClientSetupPageProps {
  readonly slug: string;
  readonly name: string;
  /** What clients write in front of a repository. */
  readonly host: string;
  /** Why clients need more than signing in. */
  readonly why: "plain-http" | "self-signed" | "nothing";
  readonly sections: readonly ClientSetupSection[];
}

/** What each kind of client needs once, line by line. */
export function ClientSetupPage({ slug, name, host, why, sections }: ClientSetupPageProps) {
  const t = useTranslations("clientSetup");
  return (
    <>
      <RegistryHeader
        registry={{ slug, name }}
        title={t("title", { name })}
        description={t("description", { host })}
        actions={
          <Link href={registryAddress(slug)} className={buttonClass()}>
            {t("openRegistry", { name })}
          </Link>
        }
      />
      <div className="grid gap-x-10 gap-y-6 lg:grid-cols-[13rem_minmax(0,48rem)]">
        <nav aria-label={t("list")} className="lg:sticky lg:top-16 lg:self-start">
          <p className="mb-2 text-muted text-xs">{t("host")}</p>
          <p className="mb-4 flex items-center gap-1">
            <code className="min-w-0 break-all text-[0.8125rem]">{host}</code>
            <CopyButton text={host} label={`${t("host")} ${host}`} />
          </p>
          <ul className="flex flex-wrap gap-x-4 gap-y-1 lg:flex-col">
            {sections.map(({ id }) => (
              <li key={id}>
                <a href={`#${id}`} className="link inline-block py-0.5">
                  {t(`sections.${id}`)}
                </a>
              </li>
            ))}
          </ul>
        </nav>
        <div className="min-w-0 space-y-10">
          <Callout tone={why === "nothing" ? "success" : "info"}>
            {t(
              why === "plain-http"
                ? "explainPlainHttp"
                : why === "self-signed"
                  ? "explainSelfSigned"
                  : "explainNothing",
            )}
          </Callout>
          {sections.map((section) => (
            <SetupSection key={section.id} section={section} />
          ))}
        </div>
      </div>
    </>
  );
}
