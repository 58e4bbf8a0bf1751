import type { IndexContext } from "#lib/index/context.ts";
import { inTurns } from "#lib/index/in-turns.ts";
import { storedProblem } from "#lib/index/problem.ts";
import type { Problem } from "#lib/index/types.ts";
import { untaggedRows } from "#lib/index/untagged.ts";
import { attachedTag } from "#lib/oci/attached.ts";
import type { Digest } from "#lib/oci/digest.ts";
import type { RepositoryName, Tag } from "#lib/oci/reference.ts";
import type { FindProtection } from "#lib/oci/retention/protected-pattern.ts";
import { protectionOf } from "#lib/settings/protection.ts";
import { protectedProblem } from "../protected.ts";
import { whatGoes } from "./going.ts";
import { readItems, storeOutcome } from "./item-rows.ts";
import { lookAgain } from "./look-again.ts";
import { storeAlong } from "./store-along.ts";
import { storedGraph } from "./stored-graph.ts";
import type { PlanItem } from "./types.ts";

/**
 * Finds what goes along with what a plan has chosen in a repository, and what of that stays, and keeps it.
 *
 * @param how.ask whether the registry is asked where the chosen tags are now.
 * @param how.referrers asks it for what refers to manifests.
 * @throws {RegistryError} where the registry cannot be asked.
 */
export async function composeRepository(
  context: IndexContext,
  id: string,
  repository: RepositoryName,
  how: {
    readonly ask: boolean;
    readonly referrers: (
      repository: RepositoryName,
    ) => (digests: readonly Digest[]) => Promise<ReadonlyMap<Digest, readonly Digest[]>>;
  },
): Promise<void> {
  const { db, registry } = context;
  const { slug } = registry.endpoint;
  const before = await readItems(db, id, { repository });
  const chosen = before.filter(({ role }) => role === "chosen");
  if (how.ask) {
    const tags = chosen.filter(({ kind }) => kind === "tag").map(({ reference }) => reference as Tag);
    await lookAgain(context, repository, tags);
  }
  const protection = await protectionOf(db, slug);
  const going = await moveAside(context, id, repository, chosen, protection);
  const untagged = new Set((await untaggedRows(db, slug, repository)).map(({ digest }) => digest));
  const leftOut = before.filter((item) => item.leftOut);
  const keptTags = new Set(leftOut.filter(({ kind }) => kind === "tag").map(({ reference }) => reference));
  const wanted = going.filter((item) => !item.leftOut);
  const found = await whatGoes(
    { attached: await attachedTags(db, slug, repository), untagged },
    {
      tags: new Map(
        wanted
          .filter(({ kind }) => kind === "tag")
          .map(({ reference, digest }) => [reference as Tag, digest]),
      ),
      untagged: manifestsOf(wanted),
      keptTags: (tag) => keptTags.has(tag) || protection(repository, tag) !== null,
      keptManifests: manifestsOf(leftOut),
    },
    storedGraph(
      db,
      { registry: slug, repository },
      (digest) => untagged.has(digest),
      how.referrers(repository),
    ),
  );
  await storeAlong(db, id, repository, found);
}

function manifestsOf(items: readonly PlanItem[]): Set<Digest> {
  const manifests = items.filter(({ kind }) => kind === "manifest");
  return new Set(manifests.map(({ reference }) => reference as Digest));
}

/** Tags that hang on another manifest by their names, as last seen. */
async function attachedTags(db: IndexContext["db"], registry: string, repository: RepositoryName) {
  const rows = await db
    .selectFrom("index_tags")
    .select(["tag", "digest"])
    .where("registry", "=", registry)
    .where("repository", "=", repository)
    .where("attached", "=", 1)
    .execute();
  return rows.flatMap(({ tag, digest }) => {
    const subject = attachedTag(tag)?.subject;
    // Both were checked when they came from the registry.
    return subject === undefined || digest === null
      ? []
      : [{ tag: tag as Tag, digest: digest as Digest, subject }];
  });
}

/** Where a tag points, and why that cannot be told. */
interface TagPlace {
  readonly digest: Digest | null;
  readonly unreadable: Problem | null;
}

/** Where some tags point, as last seen; those that are not known are left out. */
async function whereTagsAre(
  db: IndexContext["db"],
  registry: string,
  repository: RepositoryName,
  tags: readonly string[],
): Promise<ReadonlyMap<string, TagPlace>> {
  const found = new Map<string, TagPlace>();
  for await (const some of inTurns(tags)) {
    const rows = await db
      .selectFrom("index_tags")
      .select(["tag", "digest", "problem_code", "problem_message"])
      .where("registry", "=", registry)
      .where("repository", "=", repository)
      .where("tag", "in", some)
      .execute();
    for (const { tag, digest, problem_code, problem_message } of rows) {
      const problem = storedProblem(problem_code, problem_message);
      // One with nothing behind it can be deleted; of another without a digest nobody knows.
      const unreadable = digest === null && problem?.code !== "MANIFEST_UNKNOWN" ? problem : null;
      found.set(tag, { digest: digest as Digest | null, unreadable });
    }
  }
  return found;
}

/** Of chosen items those that may go and are still where they were chosen; the others are marked as what they are. */
async function moveAside(
  { db, registry }: IndexContext,
  id: string,
  repository: RepositoryName,
  chosen: readonly PlanItem[],
  protection: FindProtection,
): Promise<PlanItem[]> {
  const tags = chosen.filter(({ kind }) => kind === "tag").map(({ reference }) => reference);
  const nowOn = await whereTagsAre(db, registry.endpoint.slug, repository, tags);
  const going: PlanItem[] = [];
  for (const item of chosen) {
    const { position, kind, reference, digest } = item;
    const pattern = kind === "tag" ? protection(repository, reference as Tag) : null;
    if (pattern !== null) {
      const problem = protectedProblem(repository, reference as Tag, pattern);
      await storeOutcome(db, id, position, { state: "failed", problem });
      continue;
    }
    const now = nowOn.get(reference);
    if (now !== undefined && now.unreadable !== null) {
      await storeOutcome(db, id, position, { state: "failed", problem: now.unreadable });
    } else if (kind === "manifest" || now?.digest === digest) {
      if (item.state !== "planned" && item.state !== "stays")
        await storeOutcome(db, id, position, { state: "planned" });
      going.push(item);
    } else if (now === undefined) await storeOutcome(db, id, position, { state: "gone" });
    else await storeOutcome(db, id, position, { state: "moved", found: now.digest });
  }
  return going;
}
