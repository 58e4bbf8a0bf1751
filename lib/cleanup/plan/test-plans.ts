import type { IndexContext } from "#lib/index/context.ts";
import { refreshTags } from "#lib/index/refresh-tags.ts";
import type { Digest } from "#lib/oci/digest.ts";
import { parseRepositoryName, parseTag, type RepositoryName } from "#lib/oci/reference.ts";
import { choiceOf } from "./choice.ts";
import { composePlan } from "./compose.ts";
import { createPlan } from "./create.ts";
import { readItems } from "./item-rows.ts";
import { readPlan, updatePlan } from "./plan-rows.ts";
import { runPlan } from "./run-plan.ts";
import { applyPlan, leaveOut } from "./steer.ts";
import type { Plan, PlanItem } from "./types.ts";

const person = { kind: "user", name: "ada" } as const;

interface WantedPlan {
  /** Manifests that are asked for by themselves, whatever reaches them. */
  readonly untagged?: readonly Digest[];
  /** Whether what goes along is taken out, so that the tags go alone. */
  readonly tagsAlone?: boolean;
  readonly readOnly?: boolean;
}

/** Makes a plan of tags as a person would select them, who saw them where they are. */
export async function planFor(
  context: IndexContext,
  repository: string,
  tags: readonly string[],
  { untagged = [], tagsAlone = false, readOnly = false }: WantedPlan = {},
): Promise<string> {
  const name = parseRepositoryName(repository);
  const { db } = context;
  for await (const _ of refreshTags(context, name));
  const selected = { kind: "some", tags: tags.map(parseTag) } as const;
  const choice = await choiceOf(context, { repository: name, selected, seen: new Map(), untagged });
  const id = await createPlan(db, draftIn(context, name), [choice]);
  await composePlan(context, id, true, readOnly);
  const along = tagsAlone ? await readItems(db, id, { role: "along", part: "goes" }) : [];
  if (along.length === 0) return id;
  await leaveOut(
    db,
    id,
    along.map(({ position }) => position),
    true,
  );
  await composePlan(context, id, true, readOnly);
  return id;
}

/** What a plan of a test is made with. */
function draftIn({ registry }: Pick<IndexContext, "registry">, repository: RepositoryName) {
  const origin = { kind: "selection", repository } as const;
  return { registry: registry.endpoint.slug, title: "Plan", origin, madeBy: person, saved: false };
}

/** Carries a plan out to its end; what became of it, and of each of its items. */
export async function carryOut(
  context: IndexContext,
  id: string,
): Promise<{
  plan: Plan;
  states: Record<string, PlanItem["state"]>;
  itemOf: (reference: string) => PlanItem;
}> {
  const { db } = context;
  if ((await readPlan(db, id)).state === "ready") await applyPlan(db, id, person);
  await runPlan(context, id, new AbortController().signal);
  await updatePlan(db, id, { state: "done", ended_at: Date.now() });
  const items = await readItems(db, id, { part: "goes" });
  return {
    plan: await readPlan(db, id),
    states: Object.fromEntries(items.map(({ reference, state }) => [reference, state])),
    itemOf: (reference) => found(items, reference),
  };
}

/** An item of a plan by its tag or digest. */
export async function itemOf(context: IndexContext, id: string, reference: string): Promise<PlanItem> {
  return found(await readItems(context.db, id), reference);
}

function found(items: readonly PlanItem[], reference: string): PlanItem {
  const item = items.find((one) => one.reference === reference);
  if (item === undefined) throw new Error(`There is no ${reference} in this plan.`);
  return item;
}
