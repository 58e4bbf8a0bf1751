import type { Kysely } from "kysely";
import type { Schema } from "#lib/db/schema.ts";
import type { RepositoryName } from "#lib/oci/reference.ts";
import type { Registry } from "#lib/registry/open.ts";

/** What reading a registry into the index needs: the open registry, the database, and who may end it. */
export interface IndexContext {
  readonly registry: Registry;
  readonly db: Kysely<Schema>;
  /** Ends requests under way when the person who asked has left. */
  readonly signal?: AbortSignal | undefined;
  /** Hears of a repository in which tags came or went, or were read for the first time. */
  readonly changed?: ((repository: RepositoryName) => void) | undefined;
}
