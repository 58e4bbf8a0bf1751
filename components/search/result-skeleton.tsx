import { useTranslations } from "next-intl";
import { Skeleton } from "#components/ui/skeleton.tsx";

const rows = ["a", "b", "c", "d", "e", "f", "g", "h"];

/** Stands where results will be. */
export function ResultSkeleton() {
  const t = useTranslations("shell");
  return (
    <div role="status" aria-busy className="space-y-2">
      <span className="sr-only">{t("loading")}</span>
      <div className="flex h-4 items-center">
        <Skeleton className="h-3 w-24" />
      </div>
      <div className="divide-y divide-line overflow-hidden rounded-lg border border-line bg-raised">
        {rows.map((row) => (
          <div key={row} className="space-y-2 px-3 py-3">
            <Skeleton className="h-3.5 w-72 max-w-full" />
            <Skeleton className="h-3 w-40" />
          </div>
        ))}
      </div>
    </div>
  );
}
