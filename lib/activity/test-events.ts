import type { Digest } from "#lib/oci/digest.ts";
import { parseRepositoryName, parseTag } from "#lib/oci/reference.ts";
import type { RegistryEvent } from "./types.ts";

/** A digest of one repeated letter. */
export const digestOf = (letter: string) => `sha256:${letter.repeat(64)}` as Digest;

let events = 0;

/** What events have in common; each has an id of its own. */
function base(more: Options) {
  events += 1;
  return {
    id: more.id ?? `event-${events}`,
    at: more.at ?? 1_767_225_600_000 + events,
    repository: parseRepositoryName(more.repository ?? "team/app"),
    origin: { actor: more.actor ?? null, address: "192.0.2.7", userAgent: more.userAgent ?? "skopeo/1.9.3" },
  };
}

interface Options {
  readonly id?: string;
  readonly at?: number;
  readonly repository?: string;
  readonly actor?: string;
  readonly userAgent?: string;
}

export const pushed = (tag: string | null, letter: string, more: Options = {}): RegistryEvent => ({
  ...base(more),
  action: "push",
  tag: tag === null ? null : parseTag(tag),
  digest: digestOf(letter),
});

export const pulled = (tag: string | null, letter: string, more: Options = {}): RegistryEvent => ({
  ...base(more),
  action: "pull",
  method: "GET",
  tag: tag === null ? null : parseTag(tag),
  digest: digestOf(letter),
});

/** Asked by HEAD where a tag points. */
export const lookedUp = (tag: string, letter: string, more: Options = {}): RegistryEvent => ({
  ...base(more),
  action: "pull",
  method: "HEAD",
  tag: parseTag(tag),
  digest: digestOf(letter),
});

export const deletedTag = (tag: string, more: Options = {}): RegistryEvent => ({
  ...base(more),
  action: "delete",
  tag: parseTag(tag),
  digest: null,
});

export const deletedDigest = (letter: string, more: Options = {}): RegistryEvent => ({
  ...base(more),
  action: "delete",
  tag: null,
  digest: digestOf(letter),
});
