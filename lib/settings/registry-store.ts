import { type Alongside, nothingAlongside } from "#lib/db/alongside.ts";
import type { SettingsContext } from "./context.ts";
import { keepsPassword, passwordPurpose } from "./registry-credentials.ts";
import type { RegistryDraft } from "./registry-draft.ts";
import { columnsFromDraft, settingFromRow } from "./registry-rows.ts";
import { SettingsError } from "./settings-error.ts";
import type { RegistrySetting } from "./types.ts";

/** What became of a stored registry. Both are null where it was not there before, or is not any more. */
export interface RegistryChange {
  readonly before: RegistrySetting | null;
  readonly after: RegistrySetting | null;
  /** Whether the stored password is another one now, or none. */
  readonly passwordChanged: boolean;
}

/** Every registry: those of the environment and files first, then the stored ones by name. */
export async function allRegistries(context: SettingsContext): Promise<RegistrySetting[]> {
  const rows = await context.db.selectFrom("registries").selectAll().execute();
  const locked = context.configured.map(({ setting }) => setting);
  const hidden = new Set(locked.map(({ slug }) => slug));
  const stored = rows
    .map(settingFromRow)
    .filter(({ slug }) => !hidden.has(slug))
    .sort((one, other) => one.name.localeCompare(other.name) || one.slug.localeCompare(other.slug));
  return [...locked, ...stored];
}

/** The registry of a slug; undefined where there is none. */
export async function registryBySlug(
  context: SettingsContext,
  slug: string,
): Promise<RegistrySetting | undefined> {
  const locked = context.configured.find(({ setting }) => setting.slug === slug);
  if (locked !== undefined) return locked.setting;
  const row = await context.db
    .selectFrom("registries")
    .selectAll()
    .where("slug", "=", slug)
    .executeTakeFirst();
  return row === undefined ? undefined : settingFromRow(row);
}

/**
 * The registry of a slug.
 *
 * @throws {SettingsError} `REGISTRY_UNKNOWN`
 */
export async function existingRegistry(context: SettingsContext, slug: string): Promise<RegistrySetting> {
  const setting = await registryBySlug(context, slug);
  if (setting !== undefined) return setting;
  const shown = slug.slice(0, 63);
  throw new SettingsError("REGISTRY_UNKNOWN", { registry: shown }, `There is no registry “${shown}”.`);
}

/**
 * Stores a new registry.
 *
 * @throws {SettingsError} `SLUG_TAKEN`
 */
export async function insertRegistry(
  context: SettingsContext,
  draft: RegistryDraft,
  now: number,
  also: Alongside<RegistryChange> = nothingAlongside,
): Promise<RegistrySetting> {
  if ((await registryBySlug(context, draft.slug)) !== undefined) throw slugTaken(draft.slug);
  const password = sealed(context, draft);
  return context.db.transaction().execute(async (transaction) => {
    const inserted = await transaction
      .insertInto("registries")
      .values({ ...columnsFromDraft(draft), password, created_at: now, updated_at: now })
      .onConflict((conflict) => conflict.column("slug").doNothing())
      .returningAll()
      .executeTakeFirst();
    if (inserted === undefined) throw slugTaken(draft.slug);
    const after = settingFromRow(inserted);
    await also(transaction, { before: null, after, passwordChanged: password !== null });
    return after;
  });
}

/**
 * Changes a stored registry to what the draft says; see {@link keepsPassword} for the password.
 *
 * @throws {SettingsError} `REGISTRY_UNKNOWN`, `REGISTRY_LOCKED`, `SLUG_FIXED`, `PASSWORD_NEEDED`
 */
export async function changeRegistry(
  context: SettingsContext,
  slug: string,
  draft: RegistryDraft,
  now: number,
  also: Alongside<RegistryChange> = nothingAlongside,
): Promise<RegistrySetting> {
  const stored = await unlockedRegistry(context, slug);
  if (draft.slug !== slug) {
    throw new SettingsError(
      "SLUG_FIXED",
      { registry: slug },
      `The slug “${slug}” is part of every link to this registry and cannot change. Add a registry with the new slug instead.`,
      { field: "slug" },
    );
  }
  const password = keepsPassword(draft, stored) ? {} : { password: sealed(context, draft) };
  return context.db.transaction().execute(async (transaction) => {
    const row = await transaction
      .updateTable("registries")
      .set({ ...columnsFromDraft(draft), ...password, updated_at: now })
      .where("slug", "=", slug)
      .returningAll()
      .executeTakeFirstOrThrow();
    const after = settingFromRow(row);
    const passwordChanged = "password" in password && (stored.hasPassword || after.hasPassword);
    await also(transaction, { before: stored, after, passwordChanged });
    return after;
  });
}

/**
 * Forgets a stored registry and its credentials; the registry itself is not touched.
 *
 * @throws {SettingsError} `REGISTRY_UNKNOWN`, `REGISTRY_LOCKED`
 */
export async function deleteRegistry(
  context: SettingsContext,
  slug: string,
  also: Alongside<RegistryChange> = nothingAlongside,
): Promise<void> {
  const before = await unlockedRegistry(context, slug);
  await context.db.transaction().execute(async (transaction) => {
    await transaction.deleteFrom("registries").where("slug", "=", slug).execute();
    await also(transaction, { before, after: null, passwordChanged: before.hasPassword });
  });
}

async function unlockedRegistry(context: SettingsContext, slug: string): Promise<RegistrySetting> {
  const setting = await existingRegistry(context, slug);
  if (setting.origin === "database") return setting;
  const where =
    setting.origin === "environment"
      ? "the environment of the server"
      : "the file of STOWAGE_REGISTRIES_FILE";
  throw new SettingsError(
    "REGISTRY_LOCKED",
    { registry: slug, origin: setting.origin },
    `The registry “${setting.name}” comes from ${where} and can only be changed there.`,
  );
}

/** A password belongs to a user name; without one it is not kept. */
function sealed(context: SettingsContext, draft: RegistryDraft): string | null {
  if (!draft.password || draft.username === undefined) return null;
  return context.box().seal(draft.password, passwordPurpose(draft.slug));
}

function slugTaken(slug: string): SettingsError {
  return new SettingsError("SLUG_TAKEN", { registry: slug }, `There is already a registry “${slug}”.`, {
    field: "slug",
  });
}
