import { Server } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { buttonClass } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import type { RegistryOverview } from "#lib/index/types.ts";
import { RecentImages } from "./recent-images.tsx";
import { RegistryCard } from "./registry-card.tsx";

interface HomePageProps {
  readonly overviews: readonly RegistryOverview[];
  readonly canConfigure: boolean;
}

/** Every registry with its state, and what is newest in all of them. */
export function HomePage({ overviews, canConfigure }: HomePageProps) {
  const t = useTranslations("home");
  const add = (variant: "primary" | "secondary") =>
    canConfigure && (
      <Link href="/settings/registries/new" className={buttonClass({ variant })}>
        {t("add")}
      </Link>
    );
  if (overviews.length === 0) {
    return (
      <EmptyState icon={<Server aria-hidden />} title={t("empty.title")} action={add("primary")}>
        {t(canConfigure ? "empty.administrator" : "empty.other")}
      </EmptyState>
    );
  }
  return (
    <>
      <PageHeader title={t("title")} actions={add("secondary")} />
      <div className="grid items-start gap-x-6 gap-y-8 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
        <ul className="grid gap-3 sm:grid-cols-[repeat(auto-fit,minmax(19rem,1fr))]">
          {overviews.map((overview) => (
            <li key={overview.slug} className="min-w-0">
              <RegistryCard overview={overview} canConfigure={canConfigure} />
            </li>
          ))}
        </ul>
        <RecentImages overviews={overviews} />
      </div>
    </>
  );
}
