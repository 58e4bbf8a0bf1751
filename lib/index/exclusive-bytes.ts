import type { Kysely } from "kysely";
import type { Schema } from "#lib/db/schema.ts";
import type { Digest } from "#lib/oci/digest.ts";
import type { RepositoryName } from "#lib/oci/reference.ts";

/**
 * The bytes that no other tagged image of a registry holds: what deleting the image would free at most. Null where it is not
 * counted, such as a manifest that no tag is on, or a tag that was read just now.
 */
export async function exclusiveBytes(
  db: Kysely<Schema>,
  registry: string,
  repository: RepositoryName,
  digest: Digest,
): Promise<number | null> {
  const row = await db
    .selectFrom("index_images")
    .select("exclusive_bytes")
    .where("registry", "=", registry)
    .where("repository", "=", repository)
    .where("digest", "=", digest)
    .executeTakeFirst();
  return row?.exclusive_bytes ?? null;
}
