/** A share of a whole as a small bar, from 0 to 1. Decoration: what it shows stands beside it in figures. */
export function ShareBar({ share }: { readonly share: number }) {
  return (
    <span aria-hidden className="mt-1 ml-auto block h-1 w-20 overflow-hidden rounded-full bg-subtle">
      <span className="block h-full bg-bar-a" style={{ width: `${share * 100}%` }} />
    </span>
  );
}
