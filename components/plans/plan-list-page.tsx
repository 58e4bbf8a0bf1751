import { ListChecks } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { RegistryHeader } from "#components/repository/registry-header.tsx";
import { SchedulesSection } from "#components/schedules/schedules-section.tsx";
import { registryAddress, registryPlansAddress } from "#components/ui/address.ts";
import { buttonClass } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import type { Role } from "#lib/access/role.ts";
import type { Plan } from "#lib/cleanup/plan/types.ts";
import { PlanList } from "./plan-list.tsx";

interface PlanListPageProps {
  readonly slug: string;
  readonly name: string;
  readonly role: Role;
  readonly plans: readonly Plan[];
  /** Only plans made before this instant are shown; null for the newest. */
  readonly before: number | null;
  /** Whether there may be older ones. */
  readonly more: boolean;
}

/** The clean-ups of a registry, the newest first. */
export function PlanListPage({ slug, name, role, plans, before, more }: PlanListPageProps) {
  const t = useTranslations("plans");
  const oldest = plans.at(-1);
  return (
    <>
      <RegistryHeader registry={{ slug, name }} title={t("title", { name })} description={t("description")} />
      {role !== "viewer" && before === null && (
        <SchedulesSection slug={slug} editable={role === "administrator"} />
      )}
      {plans.length === 0 ? (
        <EmptyState
          icon={<ListChecks aria-hidden />}
          title={t(before === null ? "list.empty" : "list.noneOlder")}
          action={
            <Link href={registryAddress(slug)} className={buttonClass()}>
              {t("list.toRepositories", { name })}
            </Link>
          }
        >
          {before === null && <p>{t("list.emptyHint")}</p>}
        </EmptyState>
      ) : (
        <PlanList key={before} slug={slug} first={plans} live={before === null} />
      )}
      <nav className="mt-4 flex flex-wrap justify-center gap-2 empty:hidden">
        {before !== null && (
          <Link href={registryPlansAddress(slug)} className={buttonClass()}>
            {t("list.newest")}
          </Link>
        )}
        {more && oldest !== undefined && (
          <Link href={`${registryPlansAddress(slug)}?before=${oldest.madeAt}`} className={buttonClass()}>
            {t("list.older")}
          </Link>
        )}
      </nav>
    </>
  );
}
