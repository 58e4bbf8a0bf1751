import { isVersionKey, versionLine } from "../tag-order.ts";
import type { ImageFacts } from "./facts.ts";
import { isTagFacts } from "./judge.ts";
import type { Newest } from "./policy.ts";

/** The place of an image among the newest, from 1, and the line of versions that it was counted in. */
export interface Place {
  /** If none of those is counted of which it is not known whether they take part. */
  readonly least: number;
  /** If all of them are, and are newer. */
  readonly most: number;
  /** Empty where all are counted together. */
  readonly line: string;
}

/** What became of one that asked for a place: none where it does not take part, `unknown` where its date is not known. */
export type Placed = Place | "unknown" | undefined;

/** One that asks for a place. */
export interface Candidate {
  readonly facts: ImageFacts;
  /** Whether it takes part for certain. */
  readonly sure: boolean;
}

interface Image {
  readonly name: string;
  /** The key of the newest of its tags that take part for certain; undefined where none does, or its date is not known. */
  sure: string | undefined;
  /** The newest that it may be. */
  top: string;
}

/** Later than every date. */
const anyTime = "~";

/**
 * Gives places among the newest. They are given to images: tags on one digest share a place, which is that of the newest of
 * them. What has the same date is put in the order of versions, and then of digests, so that nothing depends on the order in
 * which it comes.
 *
 * By version, or by lines of versions, only tags that are versions take part. One on an unknown digest has a place for itself.
 *
 * @returns one for each of `candidates`, in their order.
 */
export function placesOf(candidates: readonly Candidate[], { by, per }: Omit<Newest, "count">): Placed[] {
  const lines = new Map<string, Map<string, Image>>();
  const asked = candidates.map(({ facts, sure }) => {
    const tag = isTagFacts(facts) ? facts : undefined;
    const isVersion = tag !== undefined && isVersionKey(tag.sortKey);
    if ((by === "version" || per !== "none") && !isVersion) return undefined;
    const line = per === "none" || tag === undefined ? "" : (versionLine(tag.tag, per) ?? "");
    const key = orderKey(facts, by);
    const name = facts.digest ?? ` ${tag?.tag ?? ""}`;
    const images = lines.get(line) ?? new Map<string, Image>();
    lines.set(line, images);
    const image = images.get(name) ?? { name, sure: undefined, top: "" };
    images.set(name, image);
    if (sure && key !== undefined && key > (image.sure ?? "")) image.sure = key;
    if ((key ?? anyTime) > image.top) image.top = key ?? anyTime;
    return { line, image, key };
  });
  const ladders = new Map([...lines].map(([line, images]) => [line, ladderOf([...images.values()])]));
  return asked.map((its) => {
    if (its === undefined) return undefined;
    const ladder = ladders.get(its.line);
    if (its.key === undefined || ladder === undefined) return "unknown";
    const { line, image, key } = its;
    const low = image.sure !== undefined && image.sure > key ? image.sure : key;
    const least = 1 + ladder.sure(image.top, image.name);
    if (!ladder.mayDiffer) return { line, least, most: least };
    const own = isNewer(image.top, image.name, low, image.name) ? 1 : 0;
    return { line, least, most: 1 + ladder.top(low, image.name) - own };
  });
}

interface Ladder {
  /** How many images are for certain newer than a key. */
  readonly sure: (key: string, name: string) => number;
  /** How many may be. */
  readonly top: (key: string, name: string) => number;
  /** Whether the two can differ. */
  readonly mayDiffer: boolean;
}

function ladderOf(images: readonly Image[]): Ladder {
  const mayDiffer = images.some(({ sure, top }) => sure !== top);
  const sure = images.flatMap((image) =>
    image.sure === undefined ? [] : [{ key: image.sure, name: image.name }],
  );
  const top = mayDiffer ? images.map((image) => ({ key: image.top, name: image.name })) : sure;
  return { sure: newerIn(sure), top: mayDiffer ? newerIn(top) : () => 0, mayDiffer };
}

function newerIn(
  steps: { readonly key: string; readonly name: string }[],
): (key: string, name: string) => number {
  steps.sort((one, other) => (isNewer(one.key, one.name, other.key, other.name) ? -1 : 1));
  return (key, name) => {
    let [from, to] = [0, steps.length];
    while (from < to) {
      const middle = (from + to) >> 1;
      const step = steps[middle];
      if (step !== undefined && isNewer(step.key, step.name, key, name)) from = middle + 1;
      else to = middle;
    }
    return from;
  };
}

function isNewer(key: string, name: string, otherKey: string, otherName: string): boolean {
  return key === otherKey ? name < otherName : key > otherKey;
}

/** Instants up to the year 33658 have no more digits than this. */
const digits = 15;

/** A text whose order is that of age; undefined where the date is not known. */
function orderKey(facts: ImageFacts, by: Newest["by"]): string | undefined {
  const sortKey = isTagFacts(facts) ? facts.sortKey : "";
  if (by === "version") return sortKey;
  const at = facts[by];
  return at === null ? undefined : `${String(Math.max(at, 0)).padStart(digits, "0")} ${sortKey}`;
}
