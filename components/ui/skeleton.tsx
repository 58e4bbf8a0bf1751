import { clsx } from "clsx";

/** Stands where something will be, in its size. */
export function Skeleton({ className }: { readonly className?: string }) {
  return (
    <span aria-hidden className={clsx("block animate-pulse rounded bg-subtle", className ?? "h-4 w-full")} />
  );
}
