import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { registryMajor, startRegistry } from "#e2e/registry/start-registry.ts";
import { openTestDatabase } from "#lib/db/test-database.ts";
import type { IndexContext } from "#lib/index/context.ts";
import { verifyTags } from "#lib/index/refresh-tags.ts";
import { syncRegistry } from "#lib/index/sync.ts";
import { storedTagRows } from "#lib/index/tag-rows.ts";
import { untaggedRows } from "#lib/index/untagged.ts";
import { attachedTag } from "#lib/oci/attached.ts";
import { parseTag, type RepositoryName } from "#lib/oci/reference.ts";
import { pushImage } from "#scripts/samples/push.ts";
import { collectorOf, collectorSettingSchema } from "../collection/collector-setting.ts";
import { collectionAfter } from "./collection.ts";
import { composePlan, plannedOf } from "./compose.ts";
import { createPlan } from "./create.ts";
import { readItems } from "./item-rows.ts";
import { readPlan } from "./plan-rows.ts";
import { runPlan } from "./run-plan.ts";
import { applyPlan, leaveOut } from "./steer.ts";
import {
  type Filling,
  fill,
  randomNumbers,
  type StorageBench,
  skopeoCopies,
  skopeoSyncs,
  startStorageBench,
  tagsByApi,
} from "./test-registry.ts";
import type { PlanChoice } from "./types.ts";

const slug = "freed";
const person = { kind: "user", name: "ada" } as const;
/** On PostgreSQL less: what is deleted is the same, and each plan takes seconds. */
const onSqlite = inject("postgres") === undefined;
const plans = onSqlite ? 20 : 2;
const size = onSqlite ? { repositories: 12, tagsEach: 30 } : { repositories: 6, tagsEach: 10 };

const setting = collectorSettingSchema.parse({ kind: "plain", major: await registryMajor() });

let bench: StorageBench;
let context: IndexContext;
let filling: Filling;

beforeAll(async () => {
  bench = await startStorageBench(slug);
  context = { registry: bench.registry, db: openTestDatabase() };
  filling = await fill(bench.registry, size, 20_261_125);
  await syncRegistry(context, [], { since: Date.now(), which: "all" }, () => undefined);
  // Leaves manifests behind that no tag is on.
  for (const { repository, tag, to } of filling.moves) {
    await pushImage(bench.registry, repository, [parseTag(tag)], to);
    await verifyTags(context, repository, [parseTag(tag)]);
  }
}, 180_000);
afterAll(async () => {
  await context.db.destroy();
  await bench.stop();
});

/** Some tags here and there, and sometimes manifests without any. */
async function randomChoice(random: (below: number) => number): Promise<PlanChoice[]> {
  const choices = new Map<RepositoryName, PlanChoice>();
  const untagged = await untaggedRows(context.db, slug);
  const wanted = 1 + random(14);
  for (let count = 0; count < wanted; count += 1) {
    const repository = filling.repositories[random(filling.repositories.length)];
    if (repository === undefined) continue;
    const rows = (await storedTagRows(context.db, slug, repository)).filter(
      ({ tag }) => attachedTag(tag) === undefined || random(6) === 0,
    );
    const row = rows[random(rows.length || 1)];
    if (row === undefined) continue;
    const known = choices.get(repository) ?? { repository, tags: [], untagged: [] };
    choices.set(repository, { ...known, tags: [...known.tags.filter(({ tag }) => tag !== row.tag), row] });
  }
  const one = untagged[random(untagged.length || 1)];
  if (one !== undefined && random(2) === 0) {
    const known = choices.get(one.repository) ?? { repository: one.repository, tags: [], untagged: [] };
    choices.set(one.repository, { ...known, untagged: [{ digest: one.digest }] });
  }
  return [...choices.values()];
}

test("what a plan says that it frees is what garbage-collect frees, to the byte, with --delete-untagged and without", async () => {
  // What is garbage already is nobody's plan.
  await bench.collect();
  let before = await bench.bytesOnDisk();
  let tags = await bench.tagsByApi();
  let pulled = 0;
  for (let number = 0; number < plans; number += 1) {
    const random = randomNumbers(number);
    const id = await createPlan(
      context.db,
      { registry: slug, title: `Plan ${number}`, origin: { kind: "untagged" }, madeBy: person, saved: false },
      await randomChoice(random),
    );
    await composePlan(context, id, true);
    // Every third is trimmed: something that would go along stays.
    const along = (await readItems(context.db, id)).filter(
      ({ role, state }) => role !== "chosen" && state === "planned",
    );
    const trimmed = along[random(along.length || 1)];
    if (number % 3 === 0 && trimmed !== undefined) {
      await leaveOut(context.db, id, [trimmed.position], true);
      await composePlan(context, id, false);
    }
    const { forecast } = await readPlan(context.db, id);
    const planned = await plannedOf(context, id);
    const kept = await collectionAfter(context.db, slug, planned, "keep-untagged");
    const untagged = await collectionAfter(context.db, slug, planned, collectorOf(setting, true));
    expect(forecast?.unread).toBe(0);
    // Counted in two ways that share little: by what holds each blob, and by going through all that is there.
    expect([number, forecast?.bytes]).toEqual([number, kept.bytes]);

    await applyPlan(context.db, id, person);
    await runPlan(context, id, AbortSignal.timeout(60_000));
    const items = await readItems(context.db, id, { included: true });
    const states = new Set(items.map(({ state }) => state));
    expect([number, [...states].toSorted().filter((state) => state !== "stays")]).toEqual([
      number,
      ["deleted"],
    ]);

    const gone = new Set(
      items
        .filter(({ kind, state }) => kind === "tag" && state === "deleted")
        .map(({ repository, reference }) => `${repository}:${reference}`),
    );
    const staying = [...tags].filter(([reference]) => !gone.has(reference));
    tags = await bench.tagsByApi();
    expect([...tags]).toEqual(staying);

    const copy = await bench.copyStorage();
    await bench.collect({ deleteUntagged: true, dataDir: copy });
    expect([number, before - (await bench.bytesOnDisk(copy))]).toEqual([number, untagged.bytes]);
    if (number === plans - 1) {
      await expectBroken(
        copy,
        staying.map(([reference]) => reference),
        new Set(untagged.broken.map(({ repository, tag }) => `${repository}:${tag}`)),
      );
    }

    await bench.collect();
    const after = await bench.bytesOnDisk();
    expect([number, before - after]).toEqual([number, forecast?.bytes]);
    before = after;
    for (const [reference] of staying.filter(() => random(60) === 0)) {
      expect([reference, await skopeoCopies(bench.server.host, reference)]).toEqual([reference, true]);
      pulled += 1;
    }
  }
  // And in the end every tag that is left.
  for (const repository of filling.repositories) {
    const left = [...tags.keys()].filter((name) => name.startsWith(`${repository}:`));
    expect(await skopeoSyncs(bench.server.host, repository)).toBe(left.length);
    pulled += left.length;
  }
  expect(pulled).toBeGreaterThan(onSqlite ? 200 : 20);
}, 600_000);

/** In a collected copy, exactly these tags cannot be pulled any more. */
async function expectBroken(
  dataDir: string,
  references: readonly string[],
  broken: ReadonlySet<string>,
): Promise<void> {
  const copy = await startRegistry({ storage: dataDir });
  try {
    expect([...(await tagsByApi(copy.url)).keys()].length).toBeGreaterThan(0);
    // distribution 3 looks into indexes, and breaks none.
    expect(broken.size > 0).toBe(setting.major === 2);
    const random = randomNumbers(1);
    for (const reference of references.filter((name) => broken.has(name) || random(8) === 0)) {
      expect([reference, await skopeoCopies(copy.host, reference)]).toEqual([
        reference,
        !broken.has(reference),
      ]);
    }
  } finally {
    await copy.stop();
  }
}
