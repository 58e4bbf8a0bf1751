import { type Kysely, sql } from "kysely";
import type { Schema } from "#lib/db/schema.ts";
import type { Digest } from "#lib/oci/digest.ts";
import type { RepositoryName, Tag } from "#lib/oci/reference.ts";
import { shownAtMost } from "./rest.ts";
import type { SpaceImage, SpacePart } from "./types.ts";

/** Which counted images are meant. */
export type ImagesOf = { readonly repository: string; readonly digest?: string } | { readonly month: string };

/** The images of a repository, those that hold the most alone first. */
export async function spaceRepository(
  db: Kysely<Schema>,
  registry: string,
  repository: string,
): Promise<Extract<SpacePart, { kind: "repository" }> | undefined> {
  const row = await db
    .selectFrom("index_repositories")
    .select(["bytes", "exclusive_bytes", "images", "image_exclusive_bytes"])
    .where("registry", "=", registry)
    .where("repository", "=", repository)
    .executeTakeFirst();
  if (row === undefined) return undefined;
  const { bytes, exclusive_bytes: exclusive, images: count, image_exclusive_bytes: alone } = row;
  const sums = { count: count ?? 0, sum: alone ?? 0 };
  const { images, rest, sum } = await largestImages(db, registry, { repository }, sums);
  return {
    kind: "repository",
    // Checked when it came from the registry.
    repository: repository as RepositoryName,
    bytes: bytes ?? 0,
    images,
    rest,
    sharedInside: (exclusive ?? 0) - sum,
    sharedOutside: (bytes ?? 0) - (exclusive ?? 0),
  };
}

/** The images created in a month, those that hold the most alone first. */
export async function spaceMonth(
  db: Kysely<Schema>,
  registry: string,
  month: string,
): Promise<Extract<SpacePart, { kind: "month" }>> {
  const row = await db
    .selectFrom("index_months")
    .select(["images", "exclusive_bytes"])
    .where("registry", "=", registry)
    .where("month", "=", month)
    .executeTakeFirst();
  const sums = { count: row?.images ?? 0, sum: row?.exclusive_bytes ?? 0 };
  const { images, rest, sum } = await largestImages(db, registry, { month }, sums);
  return { kind: "month", month, bytes: sum, images, rest };
}

async function largestImages(
  db: Kysely<Schema>,
  registry: string,
  which: ImagesOf,
  { count, sum }: { readonly count: number; readonly sum: number },
) {
  const images = await countedImages(db, registry, which);
  const named = images.reduce((bytes, { exclusiveBytes }) => bytes + exclusiveBytes, 0);
  return { images, sum, rest: { count: count - images.length, bytes: sum - named } };
}

/** The largest of some counted images, each with one of its tags. */
export async function countedImages(
  db: Kysely<Schema>,
  registry: string,
  which: ImagesOf,
): Promise<SpaceImage[]> {
  const { rows } = await sql<{
    repository: RepositoryName;
    digest: Digest;
    created: string | null;
    bytes: number;
    exclusive_bytes: number;
    tag: Tag | null;
    tags: number;
  }>`
    select chosen.repository, chosen.digest, chosen.created, chosen.bytes, chosen.exclusive_bytes,
           max(index_tags.tag) as tag, count(index_tags.tag) as tags
    from (
      select repository, digest, created, bytes, exclusive_bytes from index_images
      where registry = ${registry} and ${thoseOf(which)}
      order by exclusive_bytes desc limit ${shownAtMost}
    ) as chosen
    left join index_tags on index_tags.registry = ${registry}
      and index_tags.repository = chosen.repository and index_tags.digest = chosen.digest
    group by chosen.repository, chosen.digest, chosen.created, chosen.bytes, chosen.exclusive_bytes
    order by chosen.exclusive_bytes desc, chosen.repository, chosen.digest
  `.execute(db);
  return rows.map(({ exclusive_bytes, ...row }) => ({ ...row, exclusiveBytes: exclusive_bytes }));
}

function thoseOf(which: ImagesOf) {
  if ("month" in which) return sql<boolean>`month = ${which.month}`;
  const { repository, digest } = which;
  if (digest === undefined) return sql<boolean>`repository = ${repository}`;
  return sql<boolean>`(repository = ${repository} and digest = ${digest})`;
}
