import type { RegistryDraftInput } from "#lib/settings/registry-draft.ts";
import type { RegistrySetting } from "#lib/settings/types.ts";

/** What the form holds: everything as it is typed. */
export interface RegistryValues {
  readonly name: string;
  readonly slug: string;
  readonly url: string;
  readonly plainHttp: boolean;
  readonly skipTlsVerify: boolean;
  readonly ca: string;
  readonly username: string;
  /** What was typed; empty keeps the stored one, unless it is to be removed. */
  readonly password: string;
  readonly removePassword: boolean;
  readonly publicAddress: string;
  readonly readOnly: boolean;
  /** One a line. */
  readonly repositories: string;
}

export const emptyValues: RegistryValues = {
  name: "",
  slug: "",
  url: "",
  plainHttp: false,
  skipTlsVerify: false,
  ca: "",
  username: "",
  password: "",
  removePassword: false,
  publicAddress: "",
  readOnly: false,
  repositories: "",
};

/** The form of a stored registry. */
export function valuesOf(setting: RegistrySetting): RegistryValues {
  return {
    ...emptyValues,
    name: setting.name,
    slug: setting.slug,
    url: setting.url,
    plainHttp: setting.plainHttp,
    skipTlsVerify: setting.skipTlsVerify,
    ca: setting.ca ?? "",
    username: setting.username ?? "",
    publicAddress: setting.publicAddress ?? "",
    readOnly: setting.readOnly,
    repositories: setting.repositories.join("\n"),
  };
}

/** What is sent: a password that was not typed is kept by its absence, null removes it. */
export function draftOf(values: RegistryValues): RegistryDraftInput {
  const { password, removePassword, repositories, ...rest } = values;
  return {
    ...rest,
    ...(removePassword ? { password: null } : password === "" ? {} : { password }),
    repositories: repositories
      .split(/[\s,]+/)
      .map((name) => name.trim())
      .filter((name) => name !== ""),
  };
}

/** A slug from a name: what a person would have typed. Empty where the name holds no letter that addresses take. */
export function slugFrom(name: string): string {
  return name
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, 63)
    .replace(/-+$/, "");
}

/** The form with a name and a slug where it has none: those of the endpoint's host. So an endpoint alone can be checked. */
export function withName(values: RegistryValues): RegistryValues {
  const host = URL.parse(values.url.trim())?.host ?? "";
  const name = values.name.trim() === "" ? host : values.name;
  return { ...values, name, slug: values.slug === "" ? slugFrom(name) : values.slug };
}
