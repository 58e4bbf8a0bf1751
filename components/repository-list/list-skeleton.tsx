import { ListSkeleton } from "#components/ui/list-skeleton.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";

/** Stands where the list will be. */
export function RepositoryListSkeleton() {
  return (
    <ListSkeleton rowClass="h-14 md:h-10">
      <Skeleton className="h-4 w-1/3" />
      <Skeleton className="ml-auto h-3.5 w-14" />
      <Skeleton className="h-3.5 w-20 max-md:hidden" />
    </ListSkeleton>
  );
}
