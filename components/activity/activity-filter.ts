import type { ActivityAction } from "#lib/activity/types.ts";

/** Which activity is shown; an empty text does not matter. */
export interface ActivityFilter {
  readonly registry: string;
  readonly repository: string;
  readonly actor: string;
  readonly action: ActivityAction | null;
}
