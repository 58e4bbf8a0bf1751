/** How a job stands. */
export interface Job {
  /** What it is about, such as `sync/prod`. */
  readonly id: string;
  /** `waiting` until its first or next round. `paused` until a person lets it go on; what it has done stays done. */
  readonly state: "waiting" | "running" | "paused";
  /** Whether somebody asked for a round that did not begin yet, or one was interrupted. */
  readonly asked: boolean;
  /** When its present or last round was begun, in milliseconds since 1970; null before the first. */
  readonly startedAt: number | null;
  /** When its last round ended, in milliseconds since 1970; null while one is under way or interrupted. */
  readonly finishedAt: number | null;
  /** As the job's kind wrote it; null before the first sign of life. */
  readonly progress: unknown;
  /** Why its last round ended early; null where it did not. */
  readonly problem: { readonly code: string; readonly message: string } | null;
}
