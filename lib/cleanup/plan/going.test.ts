import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { attachedTag } from "#lib/oci/attached.ts";
import { type Digest, parseDigest } from "#lib/oci/digest.ts";
import { parseTag, type Tag } from "#lib/oci/reference.ts";
import { type ManifestGraph, type RepositoryContents, type Wish, whatGoes } from "./going.ts";

/** The digest of a manifest that is called by a number. */
const digest = (number: number): Digest => parseDigest(`sha256:${String(number).padStart(64, "0")}`);
const number = (of: Digest): number => Number(of.slice(-8));

/** A repository by numbers: which manifests an index holds, and what each says that it is about. */
interface Sketch {
  readonly tags: Readonly<Record<string, number>>;
  readonly children?: Readonly<Record<number, readonly number[]>>;
  readonly subjects?: Readonly<Record<number, number>>;
  readonly untagged?: readonly number[];
}

function graphOf({ tags, children = {}, subjects = {} }: Sketch): ManifestGraph {
  const pairs = Object.entries(children).flatMap(([parent, inside]) =>
    inside.map((child) => [digest(Number(parent)), digest(child)] as const),
  );
  const about = Object.entries(subjects).map(
    ([referrer, subject]) => [digest(subject), digest(Number(referrer))] as const,
  );
  const select = (all: readonly (readonly [Digest, Digest])[], wanted: readonly Digest[]) => {
    const found = new Map<Digest, Digest[]>();
    for (const [key, value] of all) {
      if (wanted.includes(key)) found.set(key, [...(found.get(key) ?? []), value]);
    }
    return Promise.resolve(found);
  };
  return {
    childrenOf: (digests) => select(pairs, digests),
    parentsOf: (digests) =>
      select(
        pairs.map(([parent, child]) => [child, parent]),
        digests,
      ),
    referrersOf: (digests) => select(about, digests),
    tagsOn: (digests) => {
      const found = new Map<Digest, Tag[]>();
      for (const [tag, on] of Object.entries(tags)) {
        if (!digests.includes(digest(on))) continue;
        found.set(digest(on), [...(found.get(digest(on)) ?? []), parseTag(tag)]);
      }
      return Promise.resolve(found);
    },
    subjectsOf: (digests) =>
      Promise.resolve(
        new Map(
          about.flatMap(([subject, referrer]) =>
            digests.includes(referrer) ? [[referrer, subject] as const] : [],
          ),
        ),
      ),
  };
}

function contentsOf({ tags, untagged = [] }: Sketch): RepositoryContents {
  const attached = Object.entries(tags).flatMap(([tag, on]) => {
    const subject = attachedTag(tag)?.subject;
    return subject === undefined ? [] : [{ tag: parseTag(tag), digest: digest(on), subject }];
  });
  return { attached, untagged: new Set(untagged.map(digest)) };
}

function wishFor(
  { tags }: Sketch,
  chosen: readonly string[],
  more: {
    readonly untagged?: readonly number[];
    readonly keepTags?: readonly string[];
    readonly keep?: readonly number[];
  } = {},
): Wish {
  return {
    tags: new Map(chosen.map((tag) => [parseTag(tag), digest(tags[tag] ?? 0)])),
    untagged: new Set((more.untagged ?? []).map(digest)),
    keptTags: (tag) => (more.keepTags ?? []).includes(tag),
    keptManifests: new Set((more.keep ?? []).map(digest)),
  };
}

const signature = (of: number): Tag => parseTag(`sha256-${digest(of).slice(7)}.sig`);
const fallback = (of: number): Tag => parseTag(`sha256-${digest(of).slice(7)}`);

/** What goes, as numbers and tags. */
async function gone(sketch: Sketch, wish: Wish) {
  const { manifests, attachedTags, staying } = await whatGoes(contentsOf(sketch), wish, graphOf(sketch));
  return {
    manifests: [...manifests.keys()].map(number).toSorted((one, other) => one - other),
    tags: [...attachedTags.keys()].toSorted(),
    staying: [...staying].map(([of, { holder }]) => [number(of), holder.by]),
  };
}

describe("with a tag goes", () => {
  test("its manifest, unless another tag is on it", async () => {
    const sketch = { tags: { v1: 1, latest: 2, stable: 2 } };
    expect(await gone(sketch, wishFor(sketch, ["v1"]))).toEqual({ manifests: [1], tags: [], staying: [] });
    expect(await gone(sketch, wishFor(sketch, ["latest"]))).toEqual({
      manifests: [],
      tags: [],
      staying: [[2, "tag"]],
    });
    expect((await gone(sketch, wishFor(sketch, ["latest", "stable"]))).manifests).toEqual([2]);
  });

  test("what is inside its index, but for what another index holds or a tag is on", async () => {
    const sketch = { tags: { v1: 10, v2: 20, arm: 3 }, children: { 10: [1, 2, 3], 20: [2] } };
    expect(await gone(sketch, wishFor(sketch, ["v1"]))).toEqual({
      manifests: [1, 10],
      tags: [],
      staying: [
        [2, "index"],
        [3, "tag"],
      ],
    });
    expect((await gone(sketch, wishFor(sketch, ["v1", "v2", "arm"]))).manifests).toEqual([1, 2, 3, 10, 20]);
  });

  test("nothing that an index without a tag holds, which somebody may pull by its digest", async () => {
    const sketch = { tags: { v1: 10 }, children: { 10: [1], 30: [1] }, untagged: [30] };
    expect((await gone(sketch, wishFor(sketch, ["v1"]))).manifests).toEqual([10]);
    expect((await gone(sketch, wishFor(sketch, ["v1"], { untagged: [30] }))).manifests).toEqual([1, 10, 30]);
  });

  test("the signatures that hang on it, and the signatures of these", async () => {
    const sketch = { tags: { v1: 1, [signature(1)]: 5, [signature(5)]: 6, [signature(2)]: 7, v2: 2 } };
    expect(await gone(sketch, wishFor(sketch, ["v1"]))).toEqual({
      manifests: [1, 5, 6],
      tags: [signature(1), signature(5)].toSorted(),
      staying: [],
    });
  });

  test("what refers to it, by the fallback tag and by its subject", async () => {
    const sketch = {
      tags: { v1: 1, [fallback(1)]: 50 },
      children: { 50: [5, 6] },
      subjects: { 5: 1, 6: 1, 7: 1 },
      untagged: [7],
    };
    expect((await gone(sketch, wishFor(sketch, ["v1"]))).manifests).toEqual([1, 5, 6, 7, 50]);
  });

  test("nothing that is about what stays, unless that was chosen by itself", async () => {
    const sketch = {
      tags: { v1: 1, [fallback(1)]: 50 },
      children: { 50: [5] },
      subjects: { 5: 1, 6: 5 },
      untagged: [6],
    };
    expect(await gone(sketch, wishFor(sketch, [fallback(1)]))).toEqual({
      manifests: [50],
      tags: [],
      staying: [[5, "subject"]],
    });
    expect((await gone(sketch, wishFor(sketch, [], { untagged: [6] }))).manifests).toEqual([6]);
    expect((await gone(sketch, wishFor(sketch, ["v1"]))).manifests).toEqual([1, 5, 6, 50]);
  });

  test("nothing that a person wants to keep, nor what that holds", async () => {
    const sketch = { tags: { v1: 10, [signature(10)]: 5 }, children: { 10: [1, 2] } };
    expect(await gone(sketch, wishFor(sketch, ["v1"], { keep: [10] }))).toEqual({
      manifests: [],
      tags: [],
      staying: [[10, "wish"]],
    });
    expect(
      await gone(sketch, wishFor(sketch, ["v1"], { keep: [1], keepTags: [signature(10)] })),
    ).toMatchObject({
      manifests: [2, 10],
      tags: [],
    });
  });
});

test("something is held until what holds it goes too, in whatever order that is found", async () => {
  // 1 is inside 10, and inside the index of what refers to 2, which is found to go only later.
  const sketch = { tags: { v1: 10, [fallback(2)]: 50 }, children: { 10: [1, 2], 50: [1] } };
  expect(await gone(sketch, wishFor(sketch, ["v1"]))).toEqual({
    manifests: [1, 2, 10, 50],
    tags: [fallback(2)],
    staying: [],
  });
});

/** Repositories in which an index holds only manifests of smaller numbers, as digests have it. */
const sketches = fc
  .record({
    tags: fc.dictionary(fc.constantFrom("a", "b", "c", "d", "e"), fc.integer({ min: 1, max: 12 })),
    signed: fc.array(fc.tuple(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 12 })), {
      maxLength: 3,
    }),
    edges: fc.array(fc.tuple(fc.integer({ min: 2, max: 12 }), fc.integer({ min: 1, max: 11 })), {
      maxLength: 14,
    }),
  })
  .map(({ tags, signed, edges }): Sketch => {
    const children: Record<number, number[]> = {};
    for (const [parent, child] of edges) {
      if (child < parent) children[parent] = [...new Set([...(children[parent] ?? []), child])];
    }
    const signatures = signed.map(([of, on]) => [signature(of), on] as const);
    return { tags: { ...tags, ...Object.fromEntries(signatures) }, children };
  });

test("nothing that a tag reaches which stays ever goes, and nothing that is reached by none is left", async () => {
  await fc.assert(
    fc.asyncProperty(sketches, fc.subarray(["a", "b", "c", "d", "e"]), async (sketch, chosen) => {
      const names = chosen.filter((tag) => tag in sketch.tags);
      const { manifests, attachedTags } = await whatGoes(
        contentsOf(sketch),
        wishFor(sketch, names),
        graphOf(sketch),
      );
      const reach = (roots: Iterable<number>) => {
        const reached = new Set<number>(roots);
        for (const one of reached) for (const child of sketch.children?.[one] ?? []) reached.add(child);
        return reached;
      };
      const staying = Object.entries(sketch.tags).filter(
        ([tag]) => !names.includes(tag) && !attachedTags.has(parseTag(tag)),
      );
      const kept = reach(staying.map(([, on]) => on));
      const before = reach(Object.values(sketch.tags));
      const going = new Set([...manifests.keys()].map(number));
      expect([...going].filter((one) => kept.has(one))).toEqual([]);
      expect([...before].filter((one) => !kept.has(one) && !going.has(one))).toEqual([]);
      // A tag goes along only with what it hangs on.
      for (const [tag, { about }] of attachedTags) {
        expect([attachedTag(tag)?.subject, manifests.has(about)]).toEqual([about, true]);
      }
    }),
    { numRuns: 500 },
  );
});
