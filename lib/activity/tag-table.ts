import type { Kysely } from "kysely";
import { database } from "#lib/db/database.ts";
import type { Schema } from "#lib/db/schema.ts";
import { knownWindow } from "#lib/index/known-tags.ts";
import type { TagWindow } from "#lib/index/table-types.ts";
import type { RepositoryName, Tag } from "#lib/oci/reference.ts";
import type { TagView } from "#lib/oci/tag-view.ts";
import { protectionOf } from "#lib/settings/protection.ts";
import type { RegistrySetting } from "#lib/settings/registries.ts";
import { pullsOfTags } from "./pulls.ts";
import type { Pulls } from "./types.ts";

/** Some rows of a table of tags, with how often each was pulled. */
export interface TableWindow extends TagWindow {
  /** By tag, those that were pulled; null where the registry never told of any pull, so that nothing can be said of them. */
  readonly pulls: Readonly<Record<Tag, Pulls>> | null;
  /** By tag, those that nothing deletes, each with the pattern that protects it. */
  readonly protectedBy: Readonly<Record<Tag, string>>;
}

/**
 * Some rows of a repository's table as they are known, with the pulls that its registry told of, and what protects them.
 *
 * @throws {SettingsError} where no registry has this slug.
 */
export async function tableWindow(
  slug: string,
  repository: RepositoryName,
  view: TagView,
  request: Parameters<typeof knownWindow>[3],
): Promise<{ readonly setting: RegistrySetting; readonly window: TableWindow }> {
  const { setting, window } = await knownWindow(slug, repository, view, request);
  const db = database();
  const tags = window.rows.map(({ tag }) => tag);
  const pulls = (await tellsOfPulls(db, slug))
    ? Object.fromEntries(await pullsOfTags(db, slug, repository, tags))
    : null;
  const protection = await protectionOf(db, slug);
  const protectedBy = Object.fromEntries(
    tags.flatMap((tag) => {
      const pattern = protection(repository, tag)?.tags;
      return pattern === undefined ? [] : [[tag, pattern]];
    }),
  );
  return { setting, window: { ...window, pulls, protectedBy } };
}

async function tellsOfPulls(db: Kysely<Schema>, registry: string): Promise<boolean> {
  const one = await db
    .selectFrom("activity_pulls")
    .select("registry")
    .where("registry", "=", registry)
    .limit(1)
    .executeTakeFirst();
  return one !== undefined;
}
