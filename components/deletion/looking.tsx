import { useTranslations } from "next-intl";
import { Skeleton } from "#components/ui/skeleton.tsx";

/** Stands where it will be told what goes and what stays. */
export function Looking() {
  const t = useTranslations("deletion");
  return (
    <div role="status" className="space-y-3">
      <p className="text-muted">{t("loading")}</p>
      <Skeleton className="h-9" />
      <Skeleton className="h-9" />
    </div>
  );
}
