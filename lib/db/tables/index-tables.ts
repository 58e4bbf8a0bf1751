import type { CountedColumns } from "./size-tables.ts";

/**
 * The tables of lib/index. Instants are milliseconds since 1970 as integers; sizes are bytes; JSON is text, so that SQLite
 * and PostgreSQL hold the same.
 *
 * What a digest names never changes, so contents and manifests are kept once for all registries and are never updated.
 */
export interface IndexTables {
  /** Bytes of manifests and configs, each checked against its digest before it got here. */
  index_contents: { digest: string; media_type: string; bytes: Uint8Array };
  /** What a manifest's bytes say, so that lists need not parse them. */
  index_manifests: {
    digest: string;
    kind: string;
    media_type: string;
    artifact_type: string | null;
    /** JSON array of platforms. */
    platforms: string;
    size: number | null;
    created: string | null;
    subject: string | null;
  };
  /** The blobs of a manifest: `position` −1 is the config, layers count from 0. */
  index_manifest_blobs: { manifest: string; position: number; blob: string; size: number };
  /** The manifests inside an index. */
  index_children: { parent: string; position: number; child: string };
  index_registries: { registry: string; catalog_read_at: number };
  index_repositories: CountedColumns & {
    registry: string;
    repository: string;
    /** When `tags/list` was last read; null before the first time. */
    tags_read_at: number | null;
    problem_code: string | null;
    problem_message: string | null;
    /** When a person last opened it. */
    looked_at: number | null;
    /** When a tag of it was last found new, moved or gone. */
    changed_at: number | null;
  };
  index_tags: {
    registry: string;
    repository: string;
    tag: string;
    digest: string | null;
    /** When the registry last said so. */
    seen_at: number;
    /** When it was first found. */
    first_seen_at: number | null;
    /** When it was last found on another digest than before; null where it never was. */
    moved_at: number | null;
    problem_code: string | null;
    problem_message: string | null;
    /** `tagSortKey` of the tag. */
    sort_key: string;
    /** 1 for a tag that is there only for another manifest: a signature of cosign, an index of referrers. */
    attached: number;
    /** What is behind the digest, as a row of the table shows it. All null until it was read. */
    kind: string | null;
    media_type: string | null;
    artifact_type: string | null;
    platform_key: string | null;
    size: number | null;
    created_at: number | null;
  };
  /**
   * Manifests that were seen in a repository and may be there without a tag: a tag left them, or the registry told that they were
   * pushed. Some have a tag again, or are in an index that has one.
   */
  index_untagged: {
    registry: string;
    repository: string;
    digest: string;
    found_at: number;
    /** The tag that left it; null where none was known. */
    tag: string | null;
  };
  /**
   * Blobs that lie in a registry's storage until its garbage is collected: manifests that were deleted by their digest. Of one that
   * the index does not know, its size in bytes. `alone` is 1 where what it holds was collected before.
   */
  index_garbage: { registry: string; digest: string; since: number; size: number | null; alone: number };
  /** Manifests that an index of the repository names and that a collection of garbage took out of it. */
  index_lost: { registry: string; repository: string; digest: string; lost_at: number };
  /** The platforms of manifests, each list once: a JSON array under the first 16 digits of its sha256. */
  index_platform_sets: { key: string; platforms: string };
}
