import { pullHost } from "#lib/oci/host.ts";
import { listRegistries } from "./registries.ts";

/** A registry as links and pasted references need it. */
export interface KnownRegistry {
  readonly slug: string;
  readonly name: string;
  /** The hosts that references name it by, lower-cased: as clients reach it, and as Stowage does. */
  readonly hosts: readonly string[];
}

/** Every configured registry, for links and for recognising references. Nothing secret is in it. */
export async function knownRegistries(): Promise<KnownRegistry[]> {
  return (await listRegistries()).map(({ slug, name, url, publicAddress }) => {
    const hosts = [pullHost(url, publicAddress), pullHost(url), new URL(url).host];
    return { slug, name, hosts: [...new Set(hosts.map((host) => host.toLowerCase()))] };
  });
}
