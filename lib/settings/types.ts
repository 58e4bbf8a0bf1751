import type { RepositoryName } from "#lib/oci/reference.ts";

/** Where a registry's settings come from. Those from the environment or a file are locked: they cannot be changed in Stowage. */
export type RegistryOrigin = "database" | "environment" | "file";

/** A registry as configured, fit to be shown: nothing secret is in it. */
export interface RegistrySetting {
  /** Stands for the registry in every address and pull reference of Stowage. */
  readonly slug: string;
  readonly name: string;
  /** As {@link normaliseEndpointUrl} writes it: `https://host:5000/prefix`, never ending with `/` or `/v2`. */
  readonly url: string;
  readonly plainHttp: boolean;
  readonly skipTlsVerify: boolean;
  /** Certificates in PEM that are trusted besides the system's. */
  readonly ca?: string;
  readonly username?: string;
  readonly hasPassword: boolean;
  /** Host, with port and prefix where needed, that pull commands name where it differs from `url`. */
  readonly publicAddress?: string;
  /** Stowage deletes nothing in it, whatever the role. */
  readonly readOnly: boolean;
  /** Listed by hand, for a registry that has no catalog; empty where the catalog is used. */
  readonly repositories: readonly RepositoryName[];
  readonly origin: RegistryOrigin;
}

/** A registry from the environment or a file, with its password. Never leaves the server. */
export interface ConfiguredRegistry {
  readonly setting: RegistrySetting;
  readonly password?: string;
}
