/** The table of lib/jobs. */
export interface JobsTables {
  jobs: {
    /** What it is about, such as `sync/prod`: there is one job of a kind for each thing. */
    id: string;
    /** Whether a person stopped it: 0 or 1. */
    paused: number;
    /** When its present or last round was begun; a round that was interrupted goes on under the same time. */
    started_at: number | null;
    /** When its last round ended; null while one is under way or interrupted. */
    finished_at: number | null;
    /** JSON, as the job's kind writes it. */
    progress: string | null;
    /** Why the last round ended early. */
    problem_code: string | null;
    problem_message: string | null;
    /** Who runs it, and until when that is believed without a new sign of life. */
    owner: string | null;
    lease_until: number | null;
  };
}
