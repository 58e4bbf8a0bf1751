/**
 * Whether a scope allows all that another one does. Both may be several, separated by spaces. Docker's token scope
 * documentation: `type:name:action,action`, and a name may have colons of its own.
 */
export function scopeCovers(scope: string, other: string): boolean {
  const held = new Map(partsOf(scope).map(({ resource, actions }) => [resource, actions]));
  return partsOf(other).every(({ resource, actions }) => {
    const there = held.get(resource);
    return there !== undefined && (there.includes("*") || actions.every((action) => there.includes(action)));
  });
}

function partsOf(scope: string): { resource: string; actions: readonly string[] }[] {
  return scope
    .split(" ")
    .filter((one) => one !== "")
    .map((one) => {
      const colon = one.lastIndexOf(":");
      return { resource: one.slice(0, colon), actions: one.slice(colon + 1).split(",") };
    });
}
