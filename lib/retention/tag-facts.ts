import type { Kysely } from "kysely";
import type { Schema } from "#lib/db/schema.ts";
import type { Digest } from "#lib/oci/digest.ts";
import type { RepositoryName, Tag } from "#lib/oci/reference.ts";
import type { TagFacts } from "#lib/oci/retention/facts.ts";
import { type LabelsOf, labelFacts } from "./label-facts.ts";
import { countedRepositories, type TagLine, tagLines } from "./tag-lines.ts";

/** What rules ask for besides the table of tags; what none asks for is not read. */
export interface WantedFacts {
  readonly pushed: boolean;
  readonly pulled: boolean;
  readonly platforms: boolean;
  /** As rules write them. */
  readonly labels: readonly string[];
}

/** The tags of one repository with what is known of each. */
export interface RepositoryTags {
  readonly repository: RepositoryName;
  readonly tags: readonly TagFacts[];
}

/**
 * The tags of a registry as the index knows them, a repository at a time in the order of their names: no request.
 *
 * @param isWanted which repositories; the tags of others are not read.
 * @param only one repository; all where it is not given.
 */
export async function* tagFacts(
  db: Kysely<Schema>,
  registry: string,
  wanted: WantedFacts,
  { isWanted, only, signal }: TagFactsOptions,
): AsyncGenerator<RepositoryTags, void, void> {
  const [repositories, extras] = await Promise.all([
    countedRepositories(db, registry, only),
    readExtras(db, registry, wanted, only),
  ]);
  const searched = wanted.labels.length > 0;
  for await (const { repository, lines } of tagLines(
    db,
    registry,
    repositories,
    isWanted,
    searched,
    signal,
  )) {
    yield { repository, tags: lines.map((line) => factsOf(line, extras, repository)) };
  }
}

interface TagFactsOptions {
  readonly isWanted: (repository: RepositoryName) => boolean;
  readonly only?: RepositoryName | undefined;
  readonly signal?: AbortSignal | undefined;
}

interface Extras {
  /** By {@link key} of repository and tag. */
  readonly pushes: ReadonlyMap<string, number>;
  /** By {@link key} of repository and tag or digest. */
  readonly pulls: ReadonlyMap<string, number>;
  /** Of an index, the last pull of one of its platforms by digest. */
  readonly platformPulls: ReadonlyMap<string, number>;
  readonly platforms: ReadonlyMap<string, readonly string[]>;
  readonly labelsOf: LabelsOf;
}

/** A blank is in no name. */
const key = (repository: string, reference: string) => `${repository} ${reference}`;

async function readExtras(
  db: Kysely<Schema>,
  registry: string,
  wanted: WantedFacts,
  only: RepositoryName | undefined,
): Promise<Extras> {
  const none = new Map<string, number>();
  const [pushes, pulls, platformPulls, platforms, labelsOf] = await Promise.all([
    wanted.pushed ? readPushes(db, registry, only) : none,
    wanted.pulled ? readPulls(db, registry, only) : none,
    wanted.pulled ? readPlatformPulls(db, registry, only) : none,
    wanted.platforms ? readPlatforms(db) : new Map<string, readonly string[]>(),
    labelFacts(db, wanted.labels),
  ]);
  return { pushes, pulls, platformPulls, platforms, labelsOf };
}

/** The last push of each tag that its registry told of, as long as activity is kept. */
async function readPushes(db: Kysely<Schema>, registry: string, only: RepositoryName | undefined) {
  const rows = await db
    .selectFrom("activity")
    .select(["repository", "tag", ({ fn }) => fn.max("at").as("at")])
    .where("registry", "=", registry)
    .$if(only !== undefined, (query) => query.where("repository", "=", only ?? ""))
    .where("action", "=", "push")
    .where("tag", "is not", null)
    .groupBy(["repository", "tag"])
    .execute();
  return new Map(rows.map(({ repository, tag, at }) => [key(repository, tag ?? ""), Number(at)]));
}

async function readPulls(db: Kysely<Schema>, registry: string, only: RepositoryName | undefined) {
  const rows = await db
    .selectFrom("activity_pulls")
    .select(["repository", "reference", "last_pulled_at"])
    .where("registry", "=", registry)
    .$if(only !== undefined, (query) => query.where("repository", "=", only ?? ""))
    .execute();
  return new Map(rows.map((row) => [key(row.repository, row.reference), row.last_pulled_at]));
}

/** Kubernetes may be told the digest of a platform and not that of its index: the index is then in use as well. */
async function readPlatformPulls(db: Kysely<Schema>, registry: string, only: RepositoryName | undefined) {
  const rows = await db
    .selectFrom("activity_pulls")
    .innerJoin("index_children", "index_children.child", "activity_pulls.reference")
    .select(["repository", "parent", ({ fn }) => fn.max("last_pulled_at").as("at")])
    .where("registry", "=", registry)
    .$if(only !== undefined, (query) => query.where("repository", "=", only ?? ""))
    .groupBy(["repository", "parent"])
    .execute();
  return new Map(rows.map(({ repository, parent, at }) => [key(repository, parent), Number(at)]));
}

/** All of them: there are few. */
async function readPlatforms(db: Kysely<Schema>): Promise<Map<string, readonly string[]>> {
  const rows = await db.selectFrom("index_platform_sets").selectAll().execute();
  return new Map(rows.map((row) => [row.key, JSON.parse(row.platforms) as string[]]));
}

function factsOf(line: TagLine, extras: Extras, repository: RepositoryName): TagFacts {
  const { tag } = line;
  const told = extras.pushes.size === 0 ? undefined : extras.pushes.get(key(repository, tag));
  const push = pushOf(line, told ?? null);
  const digest = line.digest === "" ? null : line.digest;
  return {
    // Checked when they came from the registry.
    tag: tag as Tag,
    digest: digest as Digest | null,
    sortKey: line.sortKey,
    attached: line.attached === "1",
    created: number(line.created),
    size: number(line.size),
    pushed: push.at,
    pushedBy: push.by,
    pulled: lastPull(extras, repository, tag, digest),
    platforms: platformsOf(line, extras),
    labels: line.searched === "" ? null : extras.labelsOf(Number(line.searched)),
  };
}

function number(text: string): number | null {
  return text === "" ? null : Number(text);
}

/**
 * When a tag was pushed: as its registry told, unless it was found on another digest after that. Where no push was told of,
 * since when it has been seen where it is; it can only be older, so that nothing goes too early.
 */
function pushOf(
  line: TagLine,
  told: number | null,
): { readonly at: number | null; readonly by: TagFacts["pushedBy"] } {
  const moved = number(line.moved);
  if (told !== null && told >= (moved ?? 0)) return { at: told, by: "told" };
  return { at: moved ?? number(line.firstSeen), by: "seen" };
}

/** Whoever pulls by digest uses what every tag on it names, so it counts for these. */
function lastPull(
  { pulls, platformPulls }: Extras,
  repository: RepositoryName,
  tag: string,
  digest: string | null,
): number | null {
  if (pulls.size === 0) return null;
  const byDigest = digest === null ? "" : key(repository, digest);
  const times = [pulls.get(key(repository, tag)), pulls.get(byDigest), platformPulls.get(byDigest)];
  const last = Math.max(...times.map((at) => at ?? Number.NEGATIVE_INFINITY));
  return Number.isFinite(last) ? last : null;
}

/** An image without a platform is one whose config could not be read. */
function platformsOf({ kind, platformKey }: TagLine, { platforms }: Extras): TagFacts["platforms"] {
  const known = kind === "" ? undefined : platforms.get(platformKey);
  if (known === undefined) return null;
  return known.length === 0 && kind === "image" ? null : known;
}
