import type { RegistryEndpoint } from "#lib/registry/endpoint.ts";
import type { SettingsContext } from "./context.ts";
import type { RegistryDraft } from "./registry-draft.ts";
import { SecretBoxError } from "./secret-box.ts";
import { SettingsError } from "./settings-error.ts";
import type { RegistrySetting } from "./types.ts";

/** What a stored password is sealed for: it opens for no other registry. */
export function passwordPurpose(slug: string): string {
  return `registry:${slug}:password`;
}

/**
 * A configured registry with its password, as the client of lib/registry takes it.
 *
 * @throws {SettingsError} `SECRET_CHANGED` where the password cannot be decrypted. Nothing is lost: with the former
 *   secret it can be read again.
 */
export async function endpointFor(
  context: SettingsContext,
  setting: RegistrySetting,
): Promise<RegistryEndpoint> {
  const password = setting.hasPassword ? await storedPassword(context, setting) : undefined;
  return endpoint(setting, setting.username, password);
}

/**
 * A registry that was not stored yet, or is stored otherwise, as the client of lib/registry takes it. A password that the
 * draft does not give is that of the stored registry of this slug.
 *
 * @throws {SettingsError} `PASSWORD_NEEDED` as {@link keepsPassword} tells, `SECRET_CHANGED`.
 */
export async function endpointForDraft(
  context: SettingsContext,
  draft: RegistryDraft,
  stored: RegistrySetting | undefined,
): Promise<RegistryEndpoint> {
  const kept =
    stored !== undefined && keepsPassword(draft, stored) ? await storedPassword(context, stored) : undefined;
  return endpoint(draft, draft.username, draft.password ?? kept);
}

/**
 * Whether a draft keeps the stored registry's password.
 *
 * @throws {SettingsError} `PASSWORD_NEEDED` where it would go to another server than the one it was given for: whoever
 *   may change settings is not thereby told the password.
 */
export function keepsPassword(draft: RegistryDraft, stored: RegistrySetting): boolean {
  if (draft.password !== undefined || draft.username === undefined || !stored.hasPassword) return false;
  if (new URL(draft.url).origin === new URL(stored.url).origin) return true;
  throw new SettingsError(
    "PASSWORD_NEEDED",
    { registry: stored.slug, url: stored.url },
    `The stored password was given for ${stored.url}. Enter it again for the new address, or remove it.`,
    { field: "password" },
  );
}

async function storedPassword(
  context: SettingsContext,
  setting: RegistrySetting,
): Promise<string | undefined> {
  if (setting.origin !== "database") {
    return context.configured.find((one) => one.setting.slug === setting.slug)?.password;
  }
  const row = await context.db
    .selectFrom("registries")
    .select("password")
    .where("slug", "=", setting.slug)
    .executeTakeFirst();
  if (row === undefined || row.password === null) return undefined;
  try {
    return context.box().open(row.password, passwordPurpose(setting.slug));
  } catch (error) {
    if (!(error instanceof SecretBoxError)) throw error;
    const why =
      error.reason === "unknown-key"
        ? "it was encrypted with another secret. Set STOWAGE_SECRET to the value it had, or restore secret.key in the data folder; else enter the password again"
        : "it is damaged. Restore the database from a backup, or enter the password again";
    throw new SettingsError(
      "SECRET_CHANGED",
      { registry: setting.slug, reason: error.reason },
      `The stored password of the registry “${setting.name}” cannot be decrypted: ${why}.`,
      { cause: error },
    );
  }
}

function endpoint(
  from: Pick<RegistrySetting, "slug" | "name" | "url" | "plainHttp" | "skipTlsVerify"> & {
    readonly ca?: string | undefined;
  },
  username: string | undefined,
  password: string | null | undefined,
): RegistryEndpoint {
  return {
    slug: from.slug,
    name: from.name,
    url: from.url,
    plainHttp: from.plainHttp,
    skipTlsVerify: from.skipTlsVerify,
    ...(from.ca === undefined ? {} : { ca: from.ca }),
    ...(username === undefined ? {} : { credentials: { username, password: password ?? "" } }),
  };
}
