import { useTranslations } from "next-intl";
import { Skeleton } from "#components/ui/skeleton.tsx";

const rows = ["a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l"];

/** Stands where the list will be, line for line in its height. */
export function RepositoryListSkeleton() {
  const t = useTranslations("shell");
  return (
    <div aria-busy role="status" className="space-y-3">
      <span className="sr-only">{t("loading")}</span>
      <div className="flex h-8 items-center gap-2">
        <Skeleton className="h-8 w-full max-w-md" />
      </div>
      <div className="flex h-6 items-center">
        <Skeleton className="h-3.5 w-24" />
      </div>
      <div className="overflow-hidden rounded-lg border border-line bg-raised">
        <div className="h-10 border-line border-b" />
        {rows.map((row) => (
          <div key={row} className="flex h-14 items-center gap-4 border-line border-b px-3 md:h-10">
            <Skeleton className="h-4 w-1/3" />
            <Skeleton className="ml-auto h-3.5 w-14" />
            <Skeleton className="h-3.5 w-20 max-md:hidden" />
          </div>
        ))}
      </div>
    </div>
  );
}
