import type { migrations } from "./migrations/list.ts";

/** A row, by column. */
type Row = Readonly<Record<string, string | number | null | Uint8Array>>;

/** What a database holds that was brought up to a step: rows of the tables that this step makes or changes, by table. */
type Rows = Readonly<Record<string, readonly Row[]>>;

const digest = (letter: string) => `sha256:${letter.repeat(64)}`;

/**
 * Rows as an older Stowage has left them, by the newest step that it knew. A database with the rows up to a step is opened by
 * the code of today, and must still have them. Should a step change rows of an earlier one, what they become belongs here too.
 */
export const rowsOfOlderDatabases: Readonly<Record<keyof typeof migrations, Rows>> = {
  "0001-access-and-settings": {
    users: [
      {
        id: "0b1d1e5e-7d0c-4c0c-8a70-7f6f2d3f1a11",
        username: "Ada",
        username_key: "ada",
        role: "administrator",
        password_hash:
          "$argon2id$v=19$m=19456,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
        created_at: 1_767_225_600_000,
        updated_at: 1_767_225_600_000,
        signed_in_at: null,
      },
    ],
    sessions: [
      {
        token_hash: "a".repeat(64),
        user_id: "0b1d1e5e-7d0c-4c0c-8a70-7f6f2d3f1a11",
        created_at: 1_767_225_600_000,
        used_at: 1_767_225_660_000,
      },
    ],
    sign_in_failures: [
      {
        subject: "address:192.0.2.1",
        failures: 3,
        last_failed_at: 1_767_225_600_000,
        blocked_until: 1_767_225_601_000,
      },
    ],
    registries: [
      {
        slug: "prod",
        name: "생산",
        url: "https://registry.example.com",
        plain_http: 0,
        skip_tls_verify: 1,
        ca: null,
        username: "robot",
        password: "v1.c2VhbGVk",
        public_address: null,
        read_only: 0,
        repositories: '["team/app"]',
        created_at: 1_767_225_600_000,
        updated_at: 1_767_225_600_000,
      },
    ],
    settings: [{ name: "anonymous-viewing", value: "true" }],
  },
  "0002-index": {
    index_contents: [
      {
        digest: digest("a"),
        media_type: "application/vnd.oci.image.manifest.v1+json",
        bytes: Uint8Array.from([0x7b, 0x00, 0xff, 0x7d]),
      },
    ],
    index_manifests: [
      {
        digest: digest("a"),
        kind: "manifest",
        media_type: "application/vnd.oci.image.manifest.v1+json",
        artifact_type: null,
        platforms: '["linux/amd64"]',
        size: 5_000_000_000,
        created: "2026-01-02T03:04:05Z",
        subject: null,
      },
    ],
    index_manifest_blobs: [
      { manifest: digest("a"), position: -1, blob: digest("c"), size: 1_000 },
      { manifest: digest("a"), position: 0, blob: digest("d"), size: 4_999_999_000 },
    ],
    index_children: [{ parent: digest("b"), position: 0, child: digest("a") }],
    index_registries: [{ registry: "prod", catalog_read_at: 1_767_225_600_000 }],
    index_repositories: [
      {
        registry: "prod",
        repository: "team/app",
        tags_read_at: 1_767_225_600_000,
        problem_code: null,
        problem_message: null,
      },
    ],
    index_tags: [
      {
        registry: "prod",
        repository: "team/app",
        tag: "v1.0",
        digest: digest("a"),
        seen_at: 1_767_225_600_000,
        problem_code: null,
        problem_message: null,
      },
    ],
  },
  "0003-jobs-and-sync": {
    jobs: [
      {
        id: "sync/prod",
        paused: 1,
        started_at: 1_767_225_600_000,
        finished_at: null,
        progress: '{"repositories":3}',
        problem_code: null,
        problem_message: null,
        owner: null,
        lease_until: null,
      },
    ],
  },
  "0004-tag-table": {
    index_platform_sets: [{ key: "0123456789abcdef", platforms: '["linux/amd64"]' }],
  },
  "0005-activity": {
    activity: [
      {
        id: 1_767_225_600_000_000,
        registry: "prod",
        at: 1_767_225_600_000,
        action: "push",
        repository: "team/app",
        tag: "v1.0",
        digest: digest("a"),
        actor: "robot",
        address: "192.0.2.7",
        user_agent: "skopeo/1.9.3",
      },
    ],
    activity_seen: [{ registry: "prod", event_id: "57ec07f6", seen_at: 1_767_225_600_000 }],
    activity_pulls: [
      {
        registry: "prod",
        repository: "team/app",
        reference: "v1.0",
        pulls: 42,
        last_pulled_at: 1_767_225_600_000,
      },
    ],
    activity_lookups: [
      {
        registry: "prod",
        repository: "team/app",
        digest: digest("a"),
        client: "192.0.2.7 docker/29.1.2",
        tag: "v1.0",
        looked_up_at: 1_767_225_600_000,
      },
    ],
    activity_changes: [
      {
        id: 1_767_225_600_000_001,
        registry: "prod",
        repository: "team/app",
        action: "push",
        tags: '["v1.0"]',
      },
    ],
    activity_endpoints: [
      {
        registry: "prod",
        token_hash: "b".repeat(64),
        token_made_at: 1_767_225_600_000,
        received: 43,
        received_at: 1_767_225_600_000,
      },
    ],
  },
  "0006-search": {
    index_search_manifests: [{ id: 1, digest: digest("a") }],
    index_search_keys: [{ kind: "label", key: "org.example.team" }],
    index_search_terms: [
      {
        id: 1,
        kind: "label",
        key: "org.example.team",
        folded: "ada",
        name: "org.example.Team",
        value: "Ada",
      },
    ],
    index_search_postings: [{ term: 1, manifest: 1 }],
    index_search_places: [{ term: 1, registry: "prod", repository: "team/app" }],
    index_search_names: [{ kind: "tag", gram: "v1.", name: "v1.0" }],
  },
  "0007-sizes": {
    index_images: [
      {
        registry: "prod",
        repository: "team/app",
        digest: digest("a"),
        created: "2026-01-02T03:04:05Z",
        month: "2026-01",
        bytes: 5_000_000_000,
        exclusive_bytes: 5_000_000_000,
      },
    ],
    index_repository_blobs: [
      { registry: "prod", repository: "team/app", blob: digest("d"), size: 4_999_999_000, images: 1 },
    ],
    index_blobs: [
      {
        registry: "prod",
        blob: digest("d"),
        kind: "layer",
        size: 4_999_999_000,
        repositories: 1,
        images: 1,
      },
    ],
    index_months: [
      {
        registry: "prod",
        month: "2026-01",
        images: 1,
        bytes: 5_000_000_000,
        exclusive_bytes: 5_000_000_000,
      },
    ],
    index_totals: [
      {
        registry: "prod",
        tags: 1,
        images: 1,
        blobs: 3,
        bytes: 5_000_000_000,
        shared_bytes: 0,
        logical_bytes: 5_000_000_000,
      },
    ],
    index_sizes: [
      { registry: "prod", repository: "", day: "2026-01-02", bytes: 5_000_000_000, tags: 1 },
      { registry: "prod", repository: "team/app", day: "2026-01-02", bytes: 5_000_000_000, tags: 1 },
    ],
    index_recounts: [{ registry: "prod", repository: "other", mark: 3 }],
  },
  "0009-audit-and-tokens": {
    audit_entries: [
      {
        id: 1_767_225_600_000_000,
        at: 1_767_225_600_000,
        actor_kind: "user",
        actor_id: "0b1d1e5e-7d0c-4c0c-8a70-7f6f2d3f1a11",
        actor_name: "Ada",
        actor_key: "ada",
        address: "192.0.2.7",
        user_agent: "Mozilla/5.0",
        action: "tag.delete",
        topic: "cleanup",
        registry: "prod",
        repository: "team/app",
        reference: "v1.0",
        outcome: "done",
        code: null,
        details: '{"method":"tag"}',
      },
    ],
    api_tokens: [
      {
        id: "3c0a3c1e-2c5b-4f0e-8a11-0f4f2d3f1a22",
        token_hash: "c".repeat(64),
        prefix: "stw_ab12",
        name: "nightly",
        owner_id: "0b1d1e5e-7d0c-4c0c-8a70-7f6f2d3f1a11",
        scopes: '{"registries":"all","repositories":"all","actions":["read"]}',
        created_at: 1_767_225_600_000,
        expires_at: 1_775_001_600_000,
        used_at: null,
        revoked_at: null,
      },
    ],
  },
  "0008-flat-lists": {
    index_entries: [
      {
        registry: "lab",
        path: "team/",
        parent: "",
        label: "team",
        entries: 1,
        repositories: 1,
        tags: 2,
        unknown_tags: 0,
        unread: 0,
        images: 1,
        bytes: 5_000_000_000,
        unknown_sizes: 0,
        exclusive_bytes: 5_000_000_000,
        newest: "2026-01-02T03:04:05Z",
      },
    ],
    index_search_tag_places: [{ gram: "v1.", registry: "lab", repository: "team/app" }],
    index_search_spans: [
      {
        registry: "prod",
        repository: "team/app",
        oldest: 1_767_225_600_000,
        newest: 1_767_225_600_000,
        smallest: 5_000_000_000,
        largest: 5_000_000_000,
      },
    ],
  },
  "0010-retention": {
    protected_patterns: [
      { id: "p1", position: 0, tags: "v*", registries: '"*"', repositories: '["team/*"]' },
    ],
    retention_policies: [
      {
        id: "r1",
        position: 0,
        policy:
          '{"name":"Branches","registries":"*","repositories":["team/*"],"rules":[{"action":"delete","tags":["pr-*"]}]}',
        updated_at: 1_767_225_600_000,
      },
    ],
  },
  "0011-plans": {
    cleanup_plans: [
      {
        id: "6d1f0a52-9a8c-4f0e-9b0c-0c4b3a7a2f10",
        registry: "prod",
        title: "team/app",
        origin: '{"kind":"selection"}',
        state: "done",
        made_by: '{"kind":"user","name":"Ada"}',
        made_at: 1_767_225_600_000,
        saved: 0,
        forecast: '{"bytes":5000000000}',
        apply_by: null,
        at_most: null,
        begun_by: '{"kind":"user","name":"Ada"}',
        begun_at: 1_767_225_660_000,
        begun_from: null,
        undone_from: null,
        ended_at: 1_767_225_661_000,
        problem_code: null,
        problem_message: null,
      },
    ],
    cleanup_items: [
      {
        plan: "6d1f0a52-9a8c-4f0e-9b0c-0c4b3a7a2f10",
        position: 0,
        repository: "team/app",
        kind: "tag",
        reference: "v1.0",
        digest: digest("a"),
        role: "chosen",
        about: null,
        reason: null,
        left_out: 0,
        state: "deleted",
        found: null,
        problem_code: null,
        problem_message: null,
        done_at: 1_767_225_661_000,
        undo_state: null,
        undo_code: null,
        undo_message: null,
        undone_at: null,
        audited: 1,
        undo_audited: 0,
      },
    ],
    cleanup_manifests: [
      {
        digest: digest("a"),
        media_type: "application/vnd.oci.image.manifest.v1+json",
        bytes: Uint8Array.from([0x7b, 0x00, 0xff, 0x7d]),
        kept_at: 1_767_225_660_000,
      },
    ],
    index_untagged: [
      { registry: "prod", repository: "team/app", digest: digest("e"), found_at: 1_767_225_600_000 },
    ],
  },
  "0012-collections": {
    cleanup_collectors: [
      {
        registry: "prod",
        setting: '{"kind":"docker","everyHours":24}',
        webhook_secret: "v1.c2VhbGVk",
        updated_at: 1_767_225_600_000,
      },
    ],
    cleanup_collections: [
      {
        id: "0d9a7c3c-6f51-4f0b-8a52-5a3c1de6c001",
        registry: "prod",
        state: "done",
        how: "command",
        begun_by: '{"kind":"user","name":"Ada"}',
        begun_at: 1_767_225_600_000,
        ended_at: 1_767_225_660_000,
        delete_untagged: 0,
        predicted: 5_000_000_000,
        result: '{"bytes":5000000000}',
        problem_code: null,
        problem_message: null,
        output: "blob eligible for deletion",
      },
    ],
    index_garbage: [
      { registry: "prod", digest: digest("f"), since: 1_767_225_600_000, size: null, alone: 0 },
    ],
    index_lost: [
      { registry: "prod", repository: "team/app", digest: digest("f"), lost_at: 1_767_225_600_000 },
    ],
  },
  "0013-schedules": {
    cleanup_schedules: [
      {
        id: "0d3d1a90-64c8-4f0e-8b0c-7c4b3a7a2f10",
        registry: "prod",
        policy: "Branches",
        cron: "30 3 * * 1-5",
        time_zone: "Asia/Seoul",
        dry_run: 1,
        at_most: 1_000,
        enabled: 1,
        made_by: '{"kind":"user","name":"Ada"}',
        made_at: 1_767_225_600_000,
        next_at: 1_767_292_200_000,
        last_at: null,
        last_plan: null,
        problem_code: null,
        problem_message: null,
      },
    ],
  },
  "0014-plans-told": {
    cleanup_items: [
      {
        plan: "6d1f0a52-9a8c-4f0e-9b0c-0c4b3a7a2f10",
        position: 1,
        repository: "team/app",
        kind: "tag",
        reference: "v1.1",
        digest: digest("a"),
        role: "chosen",
        about: null,
        reason: null,
        left_out: 0,
        state: "deleted",
        method: "placeholder",
        found: null,
        problem_code: null,
        problem_message: null,
        done_at: 1_767_225_661_000,
        undo_state: null,
        undo_code: null,
        undo_message: null,
        undone_at: null,
        audited: 1,
        undo_audited: 0,
      },
    ],
  },
};
