/** A step of collecting garbage; the interface has a title for each. */
type StepId =
  | "dryRun"
  | "stop"
  | "readOnly"
  | "collect"
  | "start"
  | "writable"
  | "configure"
  | "status"
  | "deleteUntagged"
  | "remove"
  | "removeS3";

/** Something to know about a step, or about all of it; the interface has a sentence for each. */
export type NoteId =
  | "DRY_RUN_READS"
  | "NO_WRITES"
  | "RESTART_CLEARS_CACHE"
  | "BASH_SUBSTITUTION"
  | "OTHER_NETWORK"
  | "COMPOSE_FOLDER"
  | "AS_ROOT"
  | "READ_ONLY_AS_WHOLE"
  | "ONE_VOLUME"
  | "PLAIN_STOP"
  | "UNTAGGED_2_BREAKS_INDEXES"
  | "UNTAGGED_2_BREAKS_REFERRERS"
  | "UNTAGGED_2_NEEDS_TAGS_FOLDER"
  | "UNTAGGED_3_DROPS_SUBJECTS"
  | "UNTAGGED_3_BREAKS_COPIES"
  | "UNTAGGED_DROPS_DIGESTS"
  | "ZOT_BY_ITSELF"
  | "ZOT_BY_REPOSITORY"
  | "ZOT_UNTAGGED"
  | "HARBOR_WINDOW"
  | "HARBOR_UNTAGGED"
  | "GITLAB_DOWNTIME"
  | "GITLAB_DATABASE"
  | "GITEA_AGE"
  | "NEXUS_TWO_TASKS"
  | "NAME_UNKNOWN_AFTERWARDS"
  | "ONLY_OWN_FOLDERS"
  | "REMOVE_WHILE_STOPPED"
  | "S3_BUCKET"
  | "GOES_BY_ITSELF"
  | "REPLACE_CAPITALS";

/** One step: lines to copy, and what to know about them. */
export interface CommandStep {
  readonly id: StepId;
  /** What they are: typed into a shell, or lines of a configuration. */
  readonly language: "shell" | "json";
  readonly lines: readonly string[];
  readonly notes: readonly NoteId[];
}

/** What to run, in this order. */
export interface Commands {
  readonly steps: readonly CommandStep[];
  /** About all of it. */
  readonly notes: readonly NoteId[];
}
