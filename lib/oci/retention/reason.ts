import type { Digest } from "../digest.ts";
import type { Newest } from "./policy.ts";

/** What a rule can ask for that may not be known; `places` where it depends on what is not known of other tags. */
export type Unknown = "created" | "pushed" | "pulled" | "platforms" | "labels" | "size" | "places";

/** A condition that holds, with what makes it hold. Ages are as the rule writes them, instants milliseconds since 1970. */
export type Held =
  | { readonly condition: "tags"; readonly pattern: string }
  | {
      readonly condition: "created" | "pushed" | "pulled";
      /** Null where it was never pulled. */
      readonly at: number | null;
      readonly olderThan?: string;
      readonly newerThan?: string;
      /** Of `pushed`: it was not told of, but is since when Stowage has seen it. */
      readonly seen?: true;
    }
  | { readonly condition: "platforms"; readonly pattern: string }
  | { readonly condition: "labels"; readonly label: string }
  | { readonly condition: "largerThan" | "smallerThan"; readonly bytes: number; readonly than: string }
  | { readonly condition: "untagged" }
  | {
      readonly condition: "newest" | "beyondNewest";
      /** Its image’s place among those that take part, from 1. */
      readonly place: number;
      readonly count: number;
      readonly by: Newest["by"];
      /** The version that it was counted in, such as `1` or `1.27`; empty where all were counted together. */
      readonly line: string;
    };

/** A rule that would have spoken, had something been known. `rule` counts from 0. */
export interface Doubt {
  readonly rule: number;
  readonly unknown: Unknown;
}

/** Why something goes or stays. `rule` counts from 0. */
export type Reason =
  /** A rule’s conditions all hold. */
  | { readonly code: "rule"; readonly rule: number; readonly held: readonly Held[] }
  /** A keep rule cannot be judged, and what is not known keeps. */
  | { readonly code: "unknown"; readonly rule: number; readonly unknown: Unknown }
  /** No rule speaks of it. `doubt` is the first delete rule that might have, had something been known. */
  | { readonly code: "no-rule"; readonly doubt: Doubt | null }
  /** A pattern protects it. `rule` is the one that would have deleted it. */
  | { readonly code: "protected"; readonly pattern: string; readonly rule: number | null }
  /** It goes with what it is about. */
  | { readonly code: "attached"; readonly subject: Digest };
