import type { X509Certificate } from "node:crypto";
import { isIP } from "node:net";
import { connect, type TLSSocket } from "node:tls";
import { connectionCode, connectionError, connectionFailure } from "../connection-error.ts";
import type { RegistryEndpoint } from "../endpoint.ts";
import { RegistryError } from "../error.ts";
import type { Registry } from "../open.ts";
import { ping } from "../ping.ts";
import { mayBeSpokenTo, plainHttpForbidden } from "../plain-http.ts";
import { trustedCertificates } from "../transport.ts";
import { connectTimeout, socketAddress } from "./reach.ts";
import { type Found, failed, found } from "./step.ts";

/** A certificate that ends within so many days deserves attention. */
const soon = 21;
const day = 24 * 60 * 60 * 1000;

/**
 * Looks at the certificate of an `https://` endpoint, whether or not verification is skipped: chain, fingerprint, expiry,
 * and whether it would be trusted. An `http://` endpoint deserves attention by itself.
 */
export async function checkEncryption(registry: Registry, now: number, signal?: AbortSignal): Promise<Found> {
  const { endpoint } = registry;
  if (!endpoint.url.startsWith("https:")) return checkPlainHttp(registry, signal);
  let socket: TLSSocket | undefined;
  try {
    socket = await handshake(endpoint, signal);
    const certificate = socket.getPeerX509Certificate();
    if (certificate === undefined) return failed(connectionFailure(endpoint, "TLS_FAILED"));
    const params = described(certificate, socket.getProtocol() ?? "", now);
    const distrust = socket.authorized ? undefined : distrustCode(socket.authorizationError);
    if (distrust !== undefined) {
      if (!endpoint.skipTlsVerify) return failed(connectionFailure(endpoint, distrust), params);
      return found("warning", "CERTIFICATE_NOT_VERIFIED", { ...params, reason: distrust });
    }
    if (endpoint.skipTlsVerify) return found("warning", "CERTIFICATE_SKIP_UNNEEDED", params);
    return Number(params.days) < soon
      ? found("warning", "CERTIFICATE_EXPIRES_SOON", params)
      : found("ok", "CERTIFICATE_TRUSTED", params);
  } catch (error) {
    return failed(connectionError(endpoint, error));
  } finally {
    socket?.destroy();
  }
}

async function checkPlainHttp(registry: Registry, signal?: AbortSignal): Promise<Found> {
  const { endpoint } = registry;
  if (!mayBeSpokenTo(endpoint)) return failed(plainHttpForbidden(endpoint));
  try {
    await ping(registry, { signal });
  } catch (error) {
    // Whatever else is wrong, a later step tells.
    if (error instanceof RegistryError && error.code === "HTTPS_ON_HTTP") return failed(error);
  }
  return found("warning", "PLAIN_HTTP", { host: new URL(endpoint.url).host });
}

async function handshake(endpoint: RegistryEndpoint, signal?: AbortSignal): Promise<TLSSocket> {
  const { host, port } = socketAddress(endpoint);
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const socket = connect({
    host,
    port,
    ...(isIP(host) === 0 ? { servername: host } : {}),
    ca: trustedCertificates(endpoint.ca),
    // What would be refused is looked at and told.
    rejectUnauthorized: false,
    ...(signal === undefined ? {} : { signal }),
  });
  socket.setTimeout(connectTimeout, () => reject(connectionFailure(endpoint, "TIMEOUT")));
  socket.once("secureConnect", resolve);
  socket.once("error", reject);
  try {
    await promise;
    return socket;
  } catch (error) {
    socket.destroy();
    throw error;
  }
}

/** Why a certificate is not trusted: Node says it by OpenSSL's code, in an error or as text. */
function distrustCode(reason: unknown): Parameters<typeof connectionFailure>[1] {
  const code = connectionCode(
    reason instanceof Error ? reason : Object.assign(new Error(String(reason)), { code: String(reason) }),
    true,
  );
  return code === "CONNECTION_LOST" ? "TLS_FAILED" : code;
}

function described(certificate: X509Certificate, protocol: string, now: number): Record<string, string> {
  const ends = new Date(certificate.validTo);
  const names = certificate.subjectAltName?.replaceAll(/(?:DNS|IP Address):/g, "");
  return {
    subject: commonName(certificate.subject),
    issuer: commonName(certificate.issuer),
    names: names ?? commonName(certificate.subject),
    fingerprint: certificate.fingerprint256,
    expires: ends.toISOString(),
    days: String(Math.floor((ends.getTime() - now) / day)),
    chain: chainOf(certificate).join(" ← "),
    protocol,
  };
}

/** The chain from the registry's own certificate up, each by its common name. */
function chainOf(certificate: X509Certificate): string[] {
  const chain: string[] = [];
  const seen = new Set<string>();
  let link: X509Certificate | undefined = certificate;
  while (link !== undefined && !seen.has(link.fingerprint256)) {
    seen.add(link.fingerprint256);
    chain.push(commonName(link.subject));
    link = link.issuerCertificate;
  }
  return chain;
}

function commonName(name: string | undefined): string {
  return /(?:^|\n)CN=(.*)/.exec(name ?? "")?.[1] ?? name?.replaceAll("\n", ", ") ?? "";
}
