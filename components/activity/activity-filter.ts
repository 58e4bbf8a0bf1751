import type { ActivityAction } from "#lib/activity/types.ts";

/** Which activity is shown; an empty text does not matter. */
export interface ActivityFilter {
  readonly registry: string;
  readonly repository: string;
  readonly actor: string;
  readonly action: ActivityAction | null;
}

/** The query of the API for a filter, and more. */
export function activityQuery(
  { registry, repository, actor, action }: ActivityFilter,
  more: Readonly<Record<string, string>> = {},
): string {
  const query = new URLSearchParams(more);
  for (const [name, value] of Object.entries({ registry, repository, actor, action: action ?? "" })) {
    if (value.trim() !== "") query.set(name, value.trim());
  }
  return query.toString();
}

/** Whether a filter lets everything through. */
export function isOpen({ registry, repository, actor, action }: ActivityFilter): boolean {
  return [registry, repository, actor].every((text) => text.trim() === "") && action === null;
}
