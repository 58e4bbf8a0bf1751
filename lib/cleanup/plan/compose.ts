import type { IndexContext } from "#lib/index/context.ts";
import { isAboutRegistry, problemOf } from "#lib/index/problem.ts";
import { refreshTags, verifyTags } from "#lib/index/refresh-tags.ts";
import { recountRegistry } from "#lib/index/sizes/recount.ts";
import { storedTagRows } from "#lib/index/tag-rows.ts";
import { untaggedRows } from "#lib/index/untagged.ts";
import { attachedTag } from "#lib/oci/attached.ts";
import type { Digest } from "#lib/oci/digest.ts";
import type { RepositoryName, Tag } from "#lib/oci/reference.ts";
import type { FindProtection } from "#lib/oci/retention/protected-pattern.ts";
import { protectionOf } from "#lib/settings/protection.ts";
import { CleanupError } from "../cleanup-error.ts";
import { protectedProblem } from "../protected.ts";
import { askReferrers } from "./ask-referrers.ts";
import { freedBytes } from "./freed.ts";
import { type Going, whatGoes } from "./going.ts";
import { countItems, insertItems, itemRow, readItems, repositoriesOf, storeOutcome } from "./item-rows.ts";
import { readPlan, updatePlan } from "./plan-rows.ts";
import type { Planned, PlannedRepository } from "./planned.ts";
import { storedGraph } from "./stored-graph.ts";
import type { Forecast, PlanItem } from "./types.ts";

/** Of a plan with no more tags than this, each is asked for; a larger one takes them as they were last seen, and is checked tag by tag when it runs. */
const askAtMost = 1_000;

/**
 * Finds what goes along with what a plan has chosen, what stays, and what that frees; after it was made, and each time that
 * somebody takes something out of it or puts it back.
 *
 * @param look whether the registry is asked for the tags of the repositories first.
 * @throws {RegistryError} where the registry cannot be asked.
 * @throws {CleanupError} `PLAN_UNKNOWN`; `PLAN_NOT_READY` where it was carried out.
 */
export async function composePlan(context: IndexContext, id: string, look: boolean): Promise<void> {
  const { db, registry } = context;
  const { slug } = registry.endpoint;
  const { state } = await readPlan(db, id);
  if (state !== "making" && state !== "ready") {
    throw new CleanupError("PLAN_NOT_READY", "This plan was carried out, so nothing of it can be changed.");
  }
  await updatePlan(db, id, { state: "making", forecast: null });
  const repositories = await repositoriesOf(db, id);
  const ask = look && (await countItems(db, id)) <= askAtMost;
  const referrers = askReferrers(context);
  const planned = new Map<RepositoryName, PlannedRepository>();
  for (const repository of repositories) {
    if (look && !(await isReadable(context, id, repository))) continue;
    planned.set(repository, await composeRepository(context, id, repository, { ask, referrers }));
  }
  await recountRegistry(db, slug);
  const forecast = await forecastOf(context, id, planned);
  await updatePlan(db, id, { state: "ready", forecast: JSON.stringify(forecast) });
}

/** What a plan deletes, as it stands in its items. */
export async function plannedOf(context: Pick<IndexContext, "db">, id: string): Promise<Planned> {
  const planned = new Map<RepositoryName, PlannedRepository>();
  for (const repository of await repositoriesOf(context.db, id)) {
    planned.set(
      repository,
      asPlanned(
        await readItems(context.db, id, { repository, states: ["planned", "begun"], included: true }),
      ),
    );
  }
  return planned;
}

/** Lists a repository's tags anew and reads what is new. Where that fails, its items say why, and the others go on. */
async function isReadable(context: IndexContext, id: string, repository: RepositoryName): Promise<boolean> {
  try {
    for await (const _ of refreshTags(context, repository));
    return true;
  } catch (error) {
    const problem = problemOf(error);
    if (isAboutRegistry(problem.code)) throw error;
    // Gone as a whole, and forgotten by now: so are its tags.
    if (problem.code === "NAME_UNKNOWN") return true;
    for (const { position } of await readItems(context.db, id, { repository })) {
      await storeOutcome(context.db, id, position, { state: "failed", problem });
    }
    return false;
  }
}

async function composeRepository(
  context: IndexContext,
  id: string,
  repository: RepositoryName,
  how: {
    readonly ask: boolean;
    readonly referrers: (
      repository: RepositoryName,
    ) => (digests: readonly Digest[]) => Promise<ReadonlyMap<Digest, readonly Digest[]>>;
  },
): Promise<PlannedRepository> {
  const { db, registry } = context;
  const { slug } = registry.endpoint;
  const before = await readItems(db, id, { repository });
  const chosen = before.filter(({ role }) => role === "chosen");
  if (how.ask) {
    const tags = chosen.filter(({ kind }) => kind === "tag").map(({ reference }) => reference as Tag);
    await verifyTags(context, repository, tags);
  }
  const rows = await storedTagRows(db, slug, repository);
  const nowOn = new Map(rows.map(({ tag, digest }) => [tag, digest]));
  const protection = await protectionOf(db, slug);
  const going = await moveAside(context, id, chosen, nowOn, protection);
  const untagged = new Set((await untaggedRows(db, slug, repository)).map(({ digest }) => digest));
  const there = new Set<Digest>([...untagged, ...[...nowOn.values()].filter((digest) => digest !== null)]);
  const leftOut = before.filter((item) => item.leftOut);
  const keptTags = new Set(leftOut.filter(({ kind }) => kind === "tag").map(({ reference }) => reference));
  const wanted = going.filter((item) => !item.leftOut);
  const found = await whatGoes(
    { tags: rows, hangsOn: (tag) => attachedTag(tag)?.subject, untagged },
    {
      tags: new Set(wanted.filter(({ kind }) => kind === "tag").map(({ reference }) => reference as Tag)),
      untagged: new Set(
        wanted.filter(({ kind }) => kind === "manifest").map(({ reference }) => reference as Digest),
      ),
      keptTags: (tag) => keptTags.has(tag) || protection(repository, tag) !== null,
      keptManifests: new Set(
        leftOut.filter(({ kind }) => kind === "manifest").map(({ reference }) => reference as Digest),
      ),
    },
    storedGraph(db, (digest) => there.has(digest), how.referrers(repository)),
  );
  await storeAlong(context, id, repository, before, found);
  const items = await readItems(db, id, { repository, states: ["planned"], included: true });
  return asPlanned(items);
}

/** Of chosen items those that may go and are still where they were chosen; the others are marked as what they are. */
async function moveAside(
  { db }: IndexContext,
  id: string,
  chosen: readonly PlanItem[],
  nowOn: ReadonlyMap<string, Digest | null>,
  protection: FindProtection,
): Promise<PlanItem[]> {
  const going: PlanItem[] = [];
  for (const item of chosen) {
    const { position, repository, kind, reference, digest } = item;
    const pattern = kind === "tag" ? protection(repository, reference as Tag) : null;
    if (pattern !== null) {
      const problem = protectedProblem(repository, reference as Tag, pattern);
      await storeOutcome(db, id, position, { state: "failed", problem });
      continue;
    }
    const now = nowOn.get(reference);
    if (kind === "manifest" || now === digest) {
      if (item.state !== "planned" && item.state !== "stays")
        await storeOutcome(db, id, position, { state: "planned" });
      going.push(item);
    } else if (now === undefined) await storeOutcome(db, id, position, { state: "gone" });
    else await storeOutcome(db, id, position, { state: "moved", found: now });
  }
  return going;
}

async function storeAlong(
  { db }: IndexContext,
  id: string,
  repository: RepositoryName,
  before: readonly PlanItem[],
  found: Going,
): Promise<void> {
  const leftOut = new Set(before.filter((item) => item.leftOut).map(({ reference }) => reference));
  const last = await db
    .selectFrom("cleanup_items")
    .select(({ fn }) => fn.max<number | null>("position").as("position"))
    .where("plan", "=", id)
    .executeTakeFirst();
  let position = Number(last?.position ?? -1) + 1;
  const common = () => ({ plan: id, repository, position: position++ });
  const rows = [
    ...[...found.attachedTags].map(([tag, { digest, about }]) =>
      itemRow({ ...common(), kind: "tag", reference: tag, digest, role: "attached", about }),
    ),
    ...[...found.manifests].map(([digest, { role, about }]) =>
      itemRow({ ...common(), kind: "manifest", reference: digest, digest, role, about }),
    ),
    ...[...found.staying].map(([digest, { role, about, holder }]) =>
      itemRow({
        ...common(),
        kind: "manifest",
        reference: digest,
        digest,
        role,
        about,
        reason: JSON.stringify(holder),
        // Taken out, it waits to be put back; else it is none of the plan's.
        state: holder.by === "wish" ? "planned" : "stays",
        left_out: holder.by === "wish" ? 1 : 0,
      }),
    ),
    // Tags that hung on what goes, and that a person took out.
    ...before
      .filter((item) => item.leftOut && item.role !== "chosen" && item.kind === "tag")
      .map(({ reference, digest, role, about }) =>
        itemRow({ ...common(), kind: "tag", reference, digest, role, about, left_out: 1 }),
      ),
  ];
  await db.transaction().execute(async (transaction) => {
    await transaction
      .deleteFrom("cleanup_items")
      .where("plan", "=", id)
      .where("repository", "=", repository)
      .where("role", "<>", "chosen")
      .execute();
    await insertItems(
      transaction,
      rows.filter(({ reference, left_out }) => left_out === 1 || !leftOut.has(reference)),
    );
    // Chosen, but something holds it.
    for (const { position: at, kind, reference, leftOut: without } of before) {
      const held = kind === "manifest" && !without ? found.staying.get(reference as Digest) : undefined;
      if (held === undefined) continue;
      await transaction
        .updateTable("cleanup_items")
        .set({ state: "stays", reason: JSON.stringify(held.holder) })
        .where("plan", "=", id)
        .where("position", "=", at)
        .where("role", "=", "chosen")
        .execute();
    }
  });
}

async function forecastOf({ db, registry }: IndexContext, id: string, planned: Planned): Promise<Forecast> {
  let tags = 0;
  let manifests = 0;
  let repositories = 0;
  for (const repository of planned.values()) {
    tags += repository.tags.size;
    manifests += repository.manifests.size;
    if (repository.tags.size + repository.manifests.size > 0) repositories += 1;
  }
  const { slug } = registry.endpoint;
  const unread = await db
    .selectFrom("index_repositories")
    .select(({ fn }) => fn.sum<number | null>("unread").as("unread"))
    .where("registry", "=", slug)
    .executeTakeFirst();
  return {
    repositories,
    tags,
    manifests,
    staying: await countItems(db, id, { states: ["stays"] }),
    bytes: await freedBytes(db, slug, planned),
    unread: Number(unread?.unread ?? 0),
  };
}

function asPlanned(items: readonly PlanItem[]): PlannedRepository {
  const of = (wanted: PlanItem["kind"]) =>
    items.filter(({ kind }) => kind === wanted).map(({ reference }) => reference);
  return { tags: new Set(of("tag") as Tag[]), manifests: new Set(of("manifest") as Digest[]) };
}
