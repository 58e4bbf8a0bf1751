import type { Kysely } from "kysely";
import type { Schema } from "#lib/db/schema.ts";

/** A query as a page or the API has it, to be measured on `syntheticRegistry`. */
export interface NamedQuery {
  readonly name: string;
  /** @param round counts from 0, for queries that should ask for something else each time. */
  readonly run: (db: Kysely<Schema>, round: number) => Promise<unknown>;
}
