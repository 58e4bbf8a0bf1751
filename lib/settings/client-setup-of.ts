import { pullHost, type RegistryScheme } from "#lib/oci/host.ts";
import { clientSetup } from "./client-setup.ts";
import type { ClientSetupSection } from "./client-setup-types.ts";
import { findRegistry } from "./registries.ts";

/** What the page of a registry's client set-up shows. */
export interface RegistryClientSetup {
  readonly slug: string;
  readonly name: string;
  readonly host: string;
  readonly why: "plain-http" | "self-signed" | "nothing";
  readonly sections: readonly ClientSetupSection[];
}

/**
 * What the clients of a stored registry need.
 *
 * @throws {SettingsError} where no registry has this slug.
 */
export async function clientSetupOf(slug: string): Promise<RegistryClientSetup> {
  const { name, url, publicAddress, skipTlsVerify, ca, hasPassword } = await findRegistry(slug);
  const host = pullHost(url, publicAddress);
  const scheme: RegistryScheme = url.startsWith("http:") ? "http" : "https";
  const why =
    scheme === "http" ? "plain-http" : skipTlsVerify || ca !== undefined ? "self-signed" : "nothing";
  const sections = clientSetup({
    host,
    scheme,
    skipTlsVerify,
    ...(ca === undefined ? {} : { ca }),
    authentication: hasPassword,
  });
  return { slug, name, host, why, sections };
}
