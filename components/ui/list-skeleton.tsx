import { clsx } from "clsx";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Skeleton } from "./skeleton.tsx";

const rows = ["a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l"];

interface ListSkeletonProps {
  /** The height of a row, as the list will have it. */
  readonly rowClass: string;
  /** What a row will hold. */
  readonly children: ReactNode;
}

/** Stands where a filtered list will be, row for row in its height. */
export function ListSkeleton({ rowClass, children }: ListSkeletonProps) {
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
          <div key={row} className={clsx("flex items-center gap-4 border-line border-b px-3", rowClass)}>
            {children}
          </div>
        ))}
      </div>
    </div>
  );
}
