import type { Kysely } from "kysely";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { Schema } from "#lib/db/schema.ts";
import { openTestDatabase } from "#lib/db/test-database.ts";
import { parseDigest } from "#lib/oci/digest.ts";
import { parseRepositoryName } from "#lib/oci/reference.ts";
import { insertCollection } from "../collection/collection-rows.ts";
import { collectorDraftSchema } from "../collection/collector-setting.ts";
import { saveCollector } from "../collection/collector-store.ts";
import { createPlan } from "./create.ts";
import { storeOutcome } from "./item-rows.ts";
import { readPlan, updatePlan } from "./plan-rows.ts";
import { purgePlans } from "./purge.ts";

const day = 86_400_000;
const now = Date.UTC(2026, 10, 25);
const person = { kind: "user", name: "ada" } as const;
const digest = parseDigest(`sha256:${"a".repeat(64)}`);
const repository = parseRepositoryName("team/app");

let db: Kysely<Schema>;
beforeEach(() => {
  db = openTestDatabase();
});
afterEach(() => db.destroy());

/** A plan of one manifest that was made so many days ago. */
async function plan(days: number, { saved = false } = {}): Promise<string> {
  const id = await createPlan(
    db,
    { registry: "prod", title: "Plan", origin: { kind: "untagged" }, madeBy: person, saved },
    [{ repository, tags: [], untagged: [{ digest }] }],
  );
  await updatePlan(db, id, { made_at: now - days * day, state: "ready" });
  return id;
}

/** Carried out so many days ago, with the manifest's bytes kept since. */
async function carriedOut(days: number): Promise<string> {
  const id = await plan(days);
  const at = now - days * day;
  await updatePlan(db, id, { state: "done", begun_at: at, ended_at: at });
  await storeOutcome(db, id, 0, { state: "deleted" });
  await db.updateTable("cleanup_items").set({ done_at: at }).where("plan", "=", id).execute();
  await db
    .insertInto("cleanup_manifests")
    .values({ digest, media_type: "application/json", bytes: Uint8Array.from([1]), kept_at: at })
    .execute();
  return id;
}

const plans = async () => (await db.selectFrom("cleanup_plans").select("id").execute()).map(({ id }) => id);
const kept = async () => (await db.selectFrom("cleanup_manifests").select("digest").execute()).length;

function collect(daysAgo: number) {
  const at = now - daysAgo * day;
  return insertCollection(db, "prod", {
    id: `${daysAgo}`,
    state: "told",
    how: "elsewhere",
    begunBy: person,
    begunAt: at,
    endedAt: at,
    deleteUntagged: false,
    predicted: null,
  });
}

function collectEvery(everyHours: number) {
  const box = () => {
    throw new Error("Nothing is sealed here.");
  };
  return saveCollector({ db, box }, "prod", collectorDraftSchema.parse({ everyHours }), now);
}

test("plans that nobody keeps or ran are forgotten after a day, and those that somebody keeps are not", async () => {
  await plan(2);
  const young = await plan(0.5);
  const saved = await plan(400, { saved: true });
  await purgePlans(db, now);
  expect((await plans()).toSorted()).toEqual([young, saved].toSorted());
  expect(await db.selectFrom("cleanup_items").select("plan").distinct().execute()).toHaveLength(2);
});

test("a plan that was carried out is forgotten after a year", async () => {
  const id = await carriedOut(360);
  await purgePlans(db, now);
  expect(await plans()).toEqual([id]);
  await purgePlans(db, now + 10 * day);
  expect(await plans()).toEqual([]);
  expect(await kept()).toBe(0);
});

test("the bytes of a manifest are kept until they cannot be put back, and thirty days at least", async () => {
  const id = await carriedOut(40);
  // By hand, and nobody has told of a collection.
  await purgePlans(db, now);
  expect(await kept()).toBe(1);
  expect((await readPlan(db, id)).undoUntil).toBe("until-collected");
  await collect(20);
  expect((await readPlan(db, id)).undoUntil).toBe("collected");
  await purgePlans(db, now - 15 * day);
  expect(await kept()).toBe(1);
  await purgePlans(db, now);
  expect(await kept()).toBe(0);
});

test("where garbage is collected more seldom than that, bytes are kept until then", async () => {
  const id = await carriedOut(40);
  await collectEvery(24 * 60);
  expect((await readPlan(db, id)).undoUntil).toBe(now + 20 * day);
  await purgePlans(db, now + 19 * day);
  expect(await kept()).toBe(1);
  await purgePlans(db, now + 21 * day);
  expect(await kept()).toBe(0);
});
