import { type Kysely, sql } from "kysely";
import type { Schema } from "#lib/db/schema.ts";
import type { Digest } from "#lib/oci/digest.ts";
import type { TextPattern } from "#lib/oci/search/query.ts";
import { findNames, rarestGram } from "./find-names.ts";
import { fold } from "./fold.ts";

/** The topmost layer of an image, and at which position: what is built on the image has it there too. */
export interface BaseLayer {
  readonly manifest: Digest;
  readonly blob: Digest;
  readonly position: number;
}

/** Images that count as the base asked for, at most. */
const basesAtMost = 50;

/** Names of repositories that a reference may be part of, at most. */
const namesAtMost = 500;

/** As `repository` or `repository:tag`, without a host. */
const referenceGrammar = /^([a-z0-9/._-]+?)(?::([\w.-]+))?$/i;

/**
 * The topmost layers of the known images that a reference such as `debian:12` names, in any registry and below any prefix. None
 * where it is no reference without stars.
 */
export async function findBaseLayers(db: Kysely<Schema>, pattern: TextPattern): Promise<BaseLayer[]> {
  const [, repository, tag] =
    pattern.kind === "glob" ? [] : (referenceGrammar.exec(fold(pattern.text)) ?? []);
  if (repository === undefined) return [];
  const inName: TextPattern = { kind: "contains", text: repository };
  const rarest = await rarestGram(db, "repository", inName);
  const alike = await findNames(db, "repository", inName, rarest, namesAtMost);
  const names = (alike ?? []).filter((name) => name === repository || name.endsWith(`/${repository}`));
  if (names.length === 0) return [];
  const { rows } = await sql<{ manifest: Digest; blob: Digest; position: number }>`
    with tagged as (
      select distinct index_tags.digest from index_repositories
      join index_tags on index_tags.registry = index_repositories.registry
        and index_tags.repository = index_repositories.repository
      where index_repositories.repository in (${sql.join(names)})
        ${tag === undefined ? sql`` : sql`and lower(index_tags.tag) = ${tag}`}
        and index_tags.digest is not null
      limit ${basesAtMost}
    ),
    images as (
      select digest from tagged
      union
      select index_children.child from tagged join index_children on index_children.parent = tagged.digest
    ),
    tops as (
      select index_manifest_blobs.manifest, max(index_manifest_blobs.position) as position
      from images join index_manifest_blobs on index_manifest_blobs.manifest = images.digest
      group by index_manifest_blobs.manifest
    )
    select tops.manifest, index_manifest_blobs.blob, tops.position from tops
    join index_manifest_blobs on index_manifest_blobs.manifest = tops.manifest
      and index_manifest_blobs.position = tops.position
    where tops.position >= 0
    limit ${basesAtMost}
  `.execute(db);
  return rows.map(({ manifest, blob, position }) => ({ manifest, blob, position: Number(position) }));
}
