import type { Kysely } from "kysely";
import type { Schema } from "#lib/db/schema.ts";
import { namePattern } from "#lib/oci/pattern/name-pattern.ts";

/** Terms that one statement names. */
const termsAtOnce = 500;

/** What most manifests have of them, once for all. */
const none: readonly string[] = [];

/** Gives the labels of those that rules ask for that a manifest has, by the number under which a search finds it. */
export type LabelsOf = (manifest: number) => readonly string[];

/**
 * What is known of the labels that rules ask for: labels and annotations of images, and for an index those of its platforms
 * too. Case does not count, as in a search.
 *
 * The index keeps the first 200 characters of a value; a pattern is tried on these.
 *
 * @param wanted labels as rules write them: `key`, or `key=value` with a pattern as value.
 */
export async function labelFacts(db: Kysely<Schema>, wanted: readonly string[]): Promise<LabelsOf> {
  const found: { readonly label: string; readonly manifests: ReadonlySet<number> }[] = [];
  for (const label of new Set(wanted)) found.push({ label, manifests: await manifestsWith(db, label) });
  return (manifest) => {
    const labels = found.filter(({ manifests }) => manifests.has(manifest)).map(({ label }) => label);
    return labels.length === 0 ? none : labels;
  };
}

/** The numbers of the manifests that have a label. */
async function manifestsWith(db: Kysely<Schema>, label: string): Promise<ReadonlySet<number>> {
  const at = label.indexOf("=");
  const [name, value] = at === -1 ? [label, null] : [label.slice(0, at), label.slice(at + 1)];
  const fits = valueMatcher(value);
  const terms = await db
    .selectFrom("index_search_terms")
    .select(["id", "folded"])
    .where("kind", "=", "label")
    .where("key", "=", name.toLowerCase())
    .execute();
  const ids = terms.filter(({ folded }) => fits(folded)).map(({ id }) => id);
  const manifests = new Set<number>();
  for (let start = 0; start < ids.length; start += termsAtOnce) {
    const rows = await db
      .selectFrom("index_search_postings")
      .select("manifest")
      .where("term", "in", ids.slice(start, start + termsAtOnce))
      .execute();
    for (const { manifest } of rows) manifests.add(manifest);
  }
  return manifests;
}

/** Values are kept in lower case; a glob is put into it, and a regular expression, in which case may mean something, is not. */
function valueMatcher(value: string | null): (folded: string) => boolean {
  if (value === null) return () => true;
  if (value === "") return (folded) => folded === "";
  return namePattern(value.startsWith("/") ? value : value.toLowerCase());
}
