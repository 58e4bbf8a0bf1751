/** The tables of lib/cleanup. Instants are milliseconds since 1970, sizes bytes. */
export interface CleanupTables {
  /** Clean-ups, from the moment that they are thought of. */
  cleanup_plans: {
    /** A random UUID. */
    id: string;
    registry: string;
    title: string;
    /** JSON: what it was made from. */
    origin: string;
    /** `making`, `ready`, `running`, `done`, `cancelled`, `failed`. That it is paused, its job says. */
    state: string;
    /** Who made it: JSON, as the caller names people. */
    made_by: string;
    made_at: number;
    /** 1 where somebody keeps it; others are forgotten when nobody ran them for a while. */
    saved: number;
    /** JSON: what was counted. Null until it is made, and while it is counted anew. */
    forecast: string | null;
    /** Who has it carried out as soon as it is made; null where a person decides then. */
    apply_by: string | null;
    /** It is not carried out by itself if it deletes more tags than this. */
    at_most: number | null;
    begun_by: string | null;
    begun_at: number | null;
    /** JSON: who had it carried out and from where, as the audit log has it; that is nobody else’s to see. */
    begun_from: string | null;
    /** The same of whoever had it undone last. */
    undone_from: string | null;
    ended_at: number | null;
    problem_code: string | null;
    problem_message: string | null;
  };
  /** What a plan deletes, one row each, and what it looked at and leaves. */
  cleanup_items: {
    plan: string;
    /** In this order it is shown, and within a repository carried out. */
    position: number;
    repository: string;
    /** `tag` or `manifest`. */
    kind: string;
    /** The tag, or the manifest's digest. */
    reference: string;
    /** Where the tag points, null where nothing is behind it; of a manifest its own. */
    digest: string | null;
    /** `chosen`, or why it goes along. */
    role: string;
    /** What it goes along with. */
    about: string | null;
    /** JSON: why it was chosen, or why it stays. */
    reason: string | null;
    /** 1 where a person took it out of the plan. */
    left_out: number;
    /** `planned`, `stays`, `begun`, then `deleted`, `gone`, `moved`, `kept` or `failed`. */
    state: string;
    /** How a tag was deleted: `tag` or `placeholder`. */
    method: string | null;
    /** Where a tag points that had moved. */
    found: string | null;
    problem_code: string | null;
    problem_message: string | null;
    done_at: number | null;
    /** `restored`, `occupied` or `failed`, where somebody tried to undo it. */
    undo_state: string | null;
    undo_code: string | null;
    undo_message: string | null;
    undone_at: number | null;
    /** 1 where the audit log has what became of it. */
    audited: number;
    /** 1 where the audit log has what came of putting it back. */
    undo_audited: number;
  };
  /** The bytes of manifests that plans have deleted, as long as that can be undone. */
  cleanup_manifests: { digest: string; media_type: string; bytes: Uint8Array; kept_at: number };
  /** Policies that are carried out again and again. */
  cleanup_schedules: {
    /** A random UUID. */
    id: string;
    registry: string;
    /** The policy’s name, by which a mounted file has it too. */
    policy: string;
    /** A cron expression of five fields. */
    cron: string;
    /** As the IANA database names it, such as `Asia/Seoul`. */
    time_zone: string;
    /** 1 where it makes plans that nobody carries out by itself. */
    dry_run: number;
    /** A plan that deletes more tags waits for a person. */
    at_most: number;
    enabled: number;
    made_by: string;
    made_at: number;
    /** When it is due. */
    next_at: number;
    last_at: number | null;
    /** The plan that it made last; null where there was nothing to delete. */
    last_plan: string | null;
    problem_code: string | null;
    problem_message: string | null;
  };
  /** How a registry's garbage is collected, one row a registry that somebody has described. */
  cleanup_collectors: {
    registry: string;
    /** JSON, as lib/cleanup/collection/collector-setting.ts has it. */
    setting: string;
    /** Sealed; null where the webhook asks for none. */
    webhook_secret: string | null;
    updated_at: number;
  };
  /** Collections of garbage that Stowage ran, or was told of. */
  cleanup_collections: {
    /** A random UUID. */
    id: string;
    registry: string;
    /** `running`, `done`, `failed`, `interrupted`, `accepted` (a webhook has begun it and said no more), `told` (a person said so). */
    state: string;
    /** `command`, `webhook` or `elsewhere`. */
    how: string;
    /** JSON: who, as the caller names people. */
    begun_by: string;
    begun_at: number;
    ended_at: number | null;
    delete_untagged: number;
    /** Bytes that it was to free; null where that was not counted. */
    predicted: number | null;
    /** JSON: what it has freed by its own account. Null where it told nothing. */
    result: string | null;
    problem_code: string | null;
    problem_message: string | null;
    /** The end of what it printed. */
    output: string;
  };
}
