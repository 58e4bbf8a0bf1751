import { ListSkeleton } from "#components/ui/list-skeleton.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";

/** Stands where the table will be. */
export function TagTableSkeleton() {
  return (
    <ListSkeleton rowClass="h-[3.75rem] md:h-10">
      <Skeleton className="size-4" />
      <Skeleton className="h-4 w-1/4" />
      <Skeleton className="h-3.5 w-28 max-md:hidden" />
      <Skeleton className="ml-auto h-3.5 w-14" />
      <Skeleton className="h-3.5 w-20" />
    </ListSkeleton>
  );
}
