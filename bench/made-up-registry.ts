import { createHash } from "node:crypto";
import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** How large the registry is. */
export const madeUp = { repositories: 10_000, tags: 100_000, inLargest: 50_005 } as const;

const tagsInOthers = (madeUp.tags - madeUp.inLargest) / (madeUp.repositories - 1);
const largest = "platform/nightly";
const pageLength = 1_000;

/** A registry on loopback. */
export interface MadeUpRegistry {
  readonly url: string;
  /** `127.0.0.1:port`. */
  readonly host: string;
  stop(): Promise<void>;
}

/**
 * A registry that makes up what it is asked for: as many repositories and tags as {@link madeUp} says, each tag on an image of
 * its own, whose layers others share. Pushing as much to a real one would take hours, and what is measured is who reads it.
 */
export async function startMadeUpRegistry(): Promise<MadeUpRegistry> {
  const configs = new Map<string, Buffer>();
  const server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? "/", "http://registry");
    const [, name = "", kind = "", reference = ""] =
      /^\/v2\/(.+)\/(tags|manifests|blobs)\/([^/]+)$/.exec(pathname) ?? [];
    if (pathname === "/v2/_catalog") sendCatalog(response, searchParams.get("last"));
    else if (kind === "tags") send(response, JSON.stringify({ name, tags: tagsOf(name) }));
    else if (kind === "manifests") sendManifest(response, configs, name, reference);
    else if (kind === "blobs") send(response, configs.get(reference) ?? Buffer.from("{}"));
    else send(response, "{}");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url: `http://${host}`,
    host,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

const repositories = [
  largest,
  ...Array.from(
    { length: madeUp.repositories - 1 },
    (_, index) => `team-${index % 100}/service-${String(index).padStart(5, "0")}`,
  ),
].toSorted();

function tagsOf(name: string): string[] {
  const count = name === largest ? madeUp.inLargest : tagsInOthers;
  return Array.from({ length: count }, (_, index) => `v${Math.floor(index / 100)}.${index % 100}`);
}

function sendCatalog(response: ServerResponse, last: string | null): void {
  const start = last === null ? 0 : repositories.indexOf(last) + 1;
  const page = repositories.slice(start, start + pageLength);
  if (start + pageLength < repositories.length) {
    response.setHeader("link", `</v2/_catalog?last=${page.at(-1)}&n=${pageLength}>; rel="next"`);
  }
  send(response, JSON.stringify({ repositories: page }));
}

function sendManifest(
  response: ServerResponse,
  configs: Map<string, Buffer>,
  name: string,
  tag: string,
): void {
  const config = Buffer.from(
    JSON.stringify({
      architecture: "amd64",
      os: "linux",
      created: new Date(Date.UTC(2025, 0, 1) + tag.length * 86_400_000).toISOString(),
      config: {
        Env: ["PATH=/usr/bin", `VERSION=${tag}`],
        Labels: { "org.opencontainers.image.title": name },
      },
      rootfs: { type: "layers", diff_ids: [] },
    }),
  );
  const configDigest = digestOf(config);
  configs.set(configDigest, config);
  const layers = ["base", "runtime", name, `${name}:${tag}`].map((what) => ({
    mediaType: "application/vnd.oci.image.layer.v1.tar+gzip",
    digest: digestOf(what),
    size: 1_000_000 + what.length,
  }));
  const manifest = JSON.stringify({
    schemaVersion: 2,
    mediaType: "application/vnd.oci.image.manifest.v1+json",
    config: {
      mediaType: "application/vnd.oci.image.config.v1+json",
      digest: configDigest,
      size: config.byteLength,
    },
    layers,
  });
  response.setHeader("content-type", "application/vnd.oci.image.manifest.v1+json");
  response.setHeader("docker-content-digest", digestOf(manifest));
  send(response, manifest);
}

function digestOf(content: string | Buffer): string {
  return `sha256:${createHash("sha256").update(content).digest("hex")}`;
}

function send(response: ServerResponse, body: string | Buffer): void {
  response.setHeader("docker-distribution-api-version", "registry/2.0");
  response.end(body);
}
