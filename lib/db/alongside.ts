import type { Transaction } from "kysely";
import type { Schema } from "./schema.ts";

/**
 * Something more that is written in the transaction of a change, such as its entry in the audit log: both are there, or
 * neither is. Where it throws, nothing is changed.
 */
export type Alongside<Change> = (transaction: Transaction<Schema>, change: Change) => Promise<void>;

/** Writes nothing more. */
export const nothingAlongside: Alongside<unknown> = () => Promise.resolve();
