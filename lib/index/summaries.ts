import type { Digest } from "#lib/oci/digest.ts";
import type { RepositoryName } from "#lib/oci/reference.ts";
import type { IndexContext } from "./context.ts";
import { openReader, readSummary, storeReadings } from "./reading.ts";
import type { ManifestSummary } from "./types.ts";

/**
 * What a row tells of a manifest: from the index where it was ever read, else read from the registry with all it needs
 * and kept.
 *
 * @throws {RegistryError} where the manifest itself cannot be read.
 */
export async function summaryByDigest(
  context: IndexContext,
  repository: RepositoryName,
  digest: Digest,
): Promise<ManifestSummary> {
  const reader = openReader(context);
  const { summary, reading } = await readSummary(reader, repository, digest);
  await context.db.transaction().execute((transaction) => storeReadings(transaction, reader, [reading]));
  return summary;
}
