import type { Insertable, Selectable } from "kysely";
import type { SettingsTables } from "#lib/db/tables/settings-tables.ts";
import type { RepositoryName } from "#lib/oci/reference.ts";
import type { RegistryDraft } from "./registry-draft.ts";
import type { RegistrySetting } from "./types.ts";

type Row = Selectable<SettingsTables["registries"]>;

/** A registry as its row has it, without what is secret. */
export function settingFromRow(row: Row): RegistrySetting {
  return {
    slug: row.slug,
    name: row.name,
    url: row.url,
    plainHttp: row.plain_http === 1,
    skipTlsVerify: row.skip_tls_verify === 1,
    ...(row.ca === null ? {} : { ca: row.ca }),
    ...(row.username === null ? {} : { username: row.username }),
    hasPassword: row.password !== null,
    ...(row.public_address === null ? {} : { publicAddress: row.public_address }),
    readOnly: row.read_only === 1,
    repositories: JSON.parse(row.repositories) as RepositoryName[],
    origin: "database",
  };
}

/** The columns that a draft decides by itself: all but the password and the instants. */
export function columnsFromDraft(
  draft: RegistryDraft,
): Omit<Insertable<SettingsTables["registries"]>, "password" | "created_at" | "updated_at"> {
  return {
    slug: draft.slug,
    name: draft.name,
    url: draft.url,
    plain_http: draft.plainHttp ? 1 : 0,
    skip_tls_verify: draft.skipTlsVerify ? 1 : 0,
    ca: draft.ca ?? null,
    username: draft.username ?? null,
    public_address: draft.publicAddress ?? null,
    read_only: draft.readOnly ? 1 : 0,
    repositories: JSON.stringify(draft.repositories),
  };
}
