import { lookup } from "node:dns";
import type { LookupFunction } from "node:net";
import ipaddr from "ipaddr.js";

/** Kinds of addresses that no registry may send us to, unless it is there itself. */
export type GuardedKind = "loopback" | "link-local" | "metadata";

/** Where clouds answer with a machine's credentials, besides 169.254.169.254, which is link-local. */
const metadata = new Set([
  // AWS: instances, and what its EKS gives pods.
  "fd00:ec2::254",
  "fd00:ec2::23",
  // Google.
  "fd20:ce::254",
  // Azure's WireServer, which hands out a machine's certificates.
  "168.63.129.16",
  // Alibaba, Oracle, Scaleway.
  "100.100.100.200",
  "192.0.0.192",
  "fd00:42::42",
]);

/** Kinds of IPv6 addresses that carry an IPv4 one, to which a translator on the way may pass a connection on. */
const translated = new Set(["6to4", "rfc6052", "rfc6145"]);

/** The guarded kind that an address is of; undefined for any other, private ones included: a company's S3 may be at 10.0.0.5. */
export function guardedKind(address: string): GuardedKind | undefined {
  if (!ipaddr.isValid(address)) return undefined;
  let parsed = ipaddr.process(address);
  if (translated.has(parsed.range())) parsed = embeddedIpv4(parsed) ?? parsed;
  if (metadata.has(parsed.toString())) return "metadata";
  switch (parsed.range()) {
    case "loopback":
    case "unspecified":
      return "loopback";
    case "linkLocal":
      return "link-local";
    default:
      return undefined;
  }
}

/** The IPv4 address inside a NAT64, SIIT or 6to4 address. */
function embeddedIpv4(address: ipaddr.IPv4 | ipaddr.IPv6): ipaddr.IPv4 | undefined {
  const bytes = address.toByteArray();
  const at = address.range() === "6to4" ? 2 : 12;
  return bytes.length === 16 ? new ipaddr.IPv4(bytes.slice(at, at + 4)) : undefined;
}

/** A host without the brackets of IPv6. */
export function bareHost(hostname: string): string {
  return hostname.replace(/^\[|\]$/g, "");
}

/** The guarded kinds that a host's addresses are of now; empty where the name cannot be resolved. */
export async function guardedKindsOf(hostname: string): Promise<ReadonlySet<GuardedKind>> {
  const { promise, resolve } = Promise.withResolvers<readonly string[]>();
  lookup(bareHost(hostname), { all: true }, (error, addresses) => {
    resolve(error === null ? addresses.map(({ address }) => address) : []);
  });
  const kinds = (await promise).map(guardedKind).filter((kind) => kind !== undefined);
  return new Set(kinds);
}

/** An address that may not be connected to. `code` is read by the connection's error. */
export class GuardedAddressError extends Error {
  override readonly name = "GuardedAddressError";
  readonly kind: GuardedKind;

  constructor(hostname: string, kind: GuardedKind) {
    super(`${hostname} is a ${kind} address`);
    this.kind = kind;
  }
}

/**
 * A resolver for connections that refuses guarded addresses. Since the connection is made to the very address checked
 * here, a name that answers differently the second time gains nothing.
 *
 * @param allowed tells the kinds the registry itself is at now.
 */
export function guardedLookup(allowed: () => Promise<ReadonlySet<GuardedKind>>): LookupFunction {
  return (hostname, options, callback) => {
    lookup(hostname, { ...options, all: true }, (error, addresses) => {
      if (error !== null) {
        callback(error, "", 0);
        return;
      }
      const guarded = addresses
        .map(({ address }) => guardedKind(address))
        .filter((kind) => kind !== undefined);
      const connect = () => {
        const [first] = addresses;
        if (options.all) (callback as (error: null, all: typeof addresses) => void)(null, addresses);
        else callback(null, first?.address ?? "", first?.family ?? 0);
      };
      if (guarded.length === 0) return connect();
      void allowed().then((kinds) => {
        const kind = guarded.find((one) => !kinds.has(one));
        if (kind === undefined) connect();
        else callback(new GuardedAddressError(hostname, kind), "", 0);
      });
    });
  };
}
