import { useTranslations } from "next-intl";
import { Skeleton } from "#components/ui/skeleton.tsx";

/** Stands where a tag's or manifest's page will be. */
export function ManifestSkeleton() {
  const t = useTranslations("shell");
  return (
    <div aria-busy role="status" className="space-y-5">
      <span className="sr-only">{t("loading")}</span>
      <div className="grid gap-x-8 gap-y-4 lg:grid-cols-[minmax(0,1fr)_minmax(0,26rem)]">
        <div className="space-y-3">
          <Skeleton className="h-4 w-48" />
          <Skeleton className="h-7 w-2/3" />
          <Skeleton className="h-6 w-full max-w-lg" />
        </div>
        <Skeleton className="h-20 rounded-lg" />
      </div>
      <div className="h-10 border-line border-b" />
      <div className="grid gap-8 lg:grid-cols-2">
        <Skeleton className="h-72 rounded-lg" />
        <Skeleton className="h-72 rounded-lg" />
      </div>
    </div>
  );
}
