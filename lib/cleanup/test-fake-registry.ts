import { createHash } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";

/** How a registry that is not distribution deletes by tag. */
export type ByTag =
  /** As OCI distribution 1.1 has it: the tag goes, the manifest stays. */
  | "deletes-the-tag"
  /** As zot 1.4 did: the manifest goes, and every tag on it. */
  | "deletes-the-manifest"
  /** It looks for a digest of that name. */
  | "finds-nothing"
  /** It says so and does nothing. */
  | "pretends";

/** Manifests of one repository, `app`, kept in memory. */
export interface FakeRegistry {
  readonly url: string;
  readonly tags: Map<string, string>;
  /** Method and reference of each request that changes something. */
  readonly writes: string[];
  /** Stores a manifest under tags, and gives its digest. */
  put(content: object, tags: readonly string[]): string;
  stop(): Promise<void>;
}

/** A registry in memory that deletes by tag, for what distribution 2.x does not do. */
export async function startFakeRegistry(byTag: ByTag): Promise<FakeRegistry> {
  const manifests = new Map<string, Buffer>();
  const tags = new Map<string, string>();
  const writes: string[] = [];

  const store = (bytes: Buffer, reference: string | undefined): string => {
    const digest = `sha256:${createHash("sha256").update(bytes).digest("hex")}`;
    manifests.set(digest, bytes);
    if (reference !== undefined && !reference.includes(":")) tags.set(reference, digest);
    return digest;
  };
  const remove = (digest: string) => {
    manifests.delete(digest);
    for (const [tag, its] of tags) if (its === digest) tags.delete(tag);
  };

  function deleted(reference: string): number {
    if (reference.includes(":")) {
      const there = manifests.has(reference);
      remove(reference);
      return there ? 202 : 404;
    }
    const digest = tags.get(reference);
    if (digest === undefined || byTag === "finds-nothing") return 404;
    if (byTag === "deletes-the-manifest") remove(digest);
    if (byTag === "deletes-the-tag") tags.delete(reference);
    return 202;
  }

  async function manifest(asked: IncomingMessage, answer: ServerResponse, reference: string): Promise<void> {
    if (asked.method === "PUT" || asked.method === "DELETE") writes.push(`${asked.method} ${reference}`);
    if (asked.method === "DELETE") {
      answer.writeHead(deleted(reference)).end();
      return;
    }
    if (asked.method === "PUT") {
      const digest = store(await buffer(asked), reference);
      answer.writeHead(201, { "docker-content-digest": digest }).end();
      return;
    }
    const digest = tags.get(reference) ?? reference;
    const bytes = manifests.get(digest);
    if (bytes === undefined) {
      answer.writeHead(404).end();
      return;
    }
    const headers = {
      "content-type": "application/vnd.oci.image.manifest.v1+json",
      "docker-content-digest": digest,
    };
    answer.writeHead(200, { ...headers, "content-length": bytes.byteLength });
    answer.end(asked.method === "HEAD" ? undefined : bytes);
  }

  const server = createServer(async (asked, answer) => {
    const path = new URL(asked.url ?? "/", "http://registry").pathname;
    const reference = /^\/v2\/app\/manifests\/(.+)$/.exec(path)?.[1];
    if (reference !== undefined) return manifest(asked, answer, decodeURIComponent(reference));
    await buffer(asked);
    if (path === "/v2/app/tags/list") {
      answer.writeHead(200, { "content-type": "application/json" });
      answer.end(JSON.stringify({ name: "app", tags: [...tags.keys()] }));
    } else if (path.startsWith("/v2/app/blobs/uploads/")) {
      const status = asked.method === "POST" ? 202 : 201;
      answer.writeHead(status, { location: "/v2/app/blobs/uploads/1" }).end();
    } else if (path.startsWith("/v2/app/blobs/")) answer.writeHead(200).end();
    else answer.writeHead(path === "/v2/" ? 200 : 404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    tags,
    writes,
    put: (content, names) => {
      const bytes = Buffer.from(JSON.stringify(content));
      for (const name of names) store(bytes, name);
      return store(bytes, undefined);
    },
    stop: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
