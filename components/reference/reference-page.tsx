import { Braces, KeyRound } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { buttonClass } from "#components/ui/button.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import type { ReferenceGroup } from "#lib/http/openapi/reference.ts";
import { OperationView } from "./operation-view.tsx";

interface ReferencePageProps {
  readonly groups: readonly ReferenceGroup[];
  readonly mayMakeTokens: boolean;
}

/** Every operation of the API, by what it is about. */
export function ReferencePage({ groups, mayMakeTokens }: ReferencePageProps) {
  const t = useTranslations("reference");
  return (
    <div className="mx-auto max-w-5xl">
      <PageHeader
        title={t("title")}
        description={t("description")}
        actions={
          <>
            {mayMakeTokens && (
              <Link href="/settings/tokens" prefetch={false} className={buttonClass()}>
                <KeyRound aria-hidden className="size-4" />
                {t("tokens")}
              </Link>
            )}
            <a href="/api/openapi.json" className={buttonClass()}>
              <Braces aria-hidden className="size-4" />
              {t("download")}
            </a>
          </>
        }
      />
      <div className="mb-6 space-y-1 text-[0.8125rem]">
        <p>
          {t("howTo")} <code className="break-all">Authorization: Bearer stw_…</code>
        </p>
        <p className="text-muted">{t("errors")}</p>
      </div>
      <nav aria-label={t("contents")} className="mb-6 flex flex-wrap gap-x-4 gap-y-1">
        {groups.map(({ name }) => (
          <a key={name} href={`#group-${name}`} className="py-1 text-accent hover:underline">
            {t(`group.${name}`)}
          </a>
        ))}
      </nav>
      <div className="space-y-8">
        {groups.map(({ name, operations }) => (
          <section key={name} aria-labelledby={`group-${name}`} className="space-y-2">
            <h2 id={`group-${name}`} className="scroll-mt-16 font-semibold text-base">
              {t(`group.${name}`)}
            </h2>
            <div className="divide-y divide-line overflow-hidden rounded-lg border border-line bg-raised">
              {operations.map((operation) => (
                <OperationView key={operation.id} operation={operation} />
              ))}
            </div>
          </section>
        ))}
      </div>
    </div>
  );
}
