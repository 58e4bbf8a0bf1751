import type { Problem } from "#lib/index/types.ts";
import type { PlanPerson } from "../plan/types.ts";
import type { CollectorSetting } from "./collector-setting.ts";
import type { CollectionResult } from "./compare.ts";

/** By what Stowage runs a collection. */
export type CollectionMeans = "command" | "webhook";

/** How a registry's garbage is collected, fit to be shown. */
export interface CollectorState {
  /** As described, or what is taken for it where nobody has. */
  readonly setting: CollectorSetting;
  readonly described: boolean;
  readonly hasWebhookSecret: boolean;
  /** By what Stowage can run it; null where neither a webhook nor a command is configured. */
  readonly runs: CollectionMeans | null;
}

/**
 * How a collection stands or ended. `interrupted`: Stowage's server ended meanwhile. `accepted`: a webhook said that it began, and
 * no more. `told`: a person said that it was run elsewhere.
 */
export type CollectionState = "running" | "done" | "failed" | "interrupted" | "accepted" | "told";

/** A collection of garbage. Instants are milliseconds since 1970. */
export interface CollectionRun {
  readonly id: string;
  readonly state: CollectionState;
  readonly how: CollectionMeans | "elsewhere";
  readonly begunBy: PlanPerson;
  readonly begunAt: number;
  readonly endedAt: number | null;
  readonly deleteUntagged: boolean;
  /** Bytes that it was to free; null where that is not counted (yet). */
  readonly predicted: number | null;
  /** What it has freed by its own account; null where it told nothing. */
  readonly result: CollectionResult | null;
  readonly problem: Problem | null;
  /** The end of what it printed; empty in lists. */
  readonly output: string;
}

/** What a collection under way has named so far. */
export interface CollectionProgress {
  readonly blobs: number;
}
