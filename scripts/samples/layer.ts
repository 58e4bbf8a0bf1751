import { buffer } from "node:stream/consumers";
import { promisify } from "node:util";
import { constants, gzip, zstdCompress } from "node:zlib";
import { pack } from "tar-stream";
import type { Digest } from "#lib/oci/digest.ts";
import { type Content, contentOf, digestOf } from "./content.ts";

interface Ownership {
  /** Permission bits, such as `0o755`. */
  readonly mode?: number;
  readonly uid?: number;
  readonly gid?: number;
}

/** One entry of a layer's tar archive; `path` has no leading slash. */
export type Entry = { readonly path: string } & Ownership &
  (
    | { readonly type: "file"; readonly bytes: Uint8Array }
    | { readonly type: "directory" }
    | { readonly type: "symlink" | "link"; readonly target: string }
  );

export function file(path: string, content: string | Uint8Array, ownership: Ownership = {}): Entry {
  const bytes = typeof content === "string" ? new TextEncoder().encode(content) : content;
  return { type: "file", path, bytes, ...ownership };
}

export function directory(path: string, ownership: Ownership = {}): Entry {
  return { type: "directory", path, ...ownership };
}

export function symlink(path: string, target: string): Entry {
  return { type: "symlink", path, target };
}

/** Removes `path` of a lower layer. OCI image specification, layer.md, “Whiteouts”. */
export function whiteout(path: string): Entry {
  const slash = path.lastIndexOf("/") + 1;
  return file(`${path.slice(0, slash)}.wh.${path.slice(slash)}`, "");
}

/** Hides everything that lower layers have in the folder `path`. */
export function opaqueWhiteout(path: string): Entry {
  return file(`${path}/.wh..wh..opq`, "");
}

export type Compression = "none" | "gzip" | "zstd";

/** A layer as a registry stores it. */
export interface Layer {
  readonly compression: Compression;
  readonly content: Content;
  /** The digest of the tar archive before compression. */
  readonly diffId: Digest;
}

/**
 * Packs and compresses a layer. The same entries give the same bytes every time: nothing is read from a clock.
 *
 * @param mtime the modification time of every entry; 2024-01-01 unless given.
 */
export async function buildLayer(
  entries: readonly Entry[],
  options: { readonly compression?: Compression; readonly mtime?: Date } = {},
): Promise<Layer> {
  const compression = options.compression ?? "gzip";
  const tar = await packTar(entries, options.mtime ?? new Date("2024-01-01T00:00:00Z"));
  return { compression, content: contentOf(await compress(tar, compression)), diffId: digestOf(tar) };
}

async function packTar(entries: readonly Entry[], mtime: Date): Promise<Uint8Array> {
  const archive = pack();
  for (const entry of entries) {
    const header = {
      name: entry.type === "directory" ? `${entry.path}/` : entry.path,
      type: entry.type,
      mtime,
      uid: entry.uid ?? 0,
      gid: entry.gid ?? 0,
      mode: entry.mode ?? (entry.type === "directory" ? 0o755 : entry.type === "symlink" ? 0o777 : 0o644),
    };
    if (entry.type === "file") archive.entry(header, Buffer.from(entry.bytes));
    else if (entry.type === "directory") archive.entry(header);
    else archive.entry({ ...header, linkname: entry.target });
  }
  archive.finalize();
  return buffer(archive);
}

async function compress(tar: Uint8Array, compression: Compression): Promise<Uint8Array> {
  if (compression === "gzip") return promisify(gzip)(tar, { level: 6 });
  if (compression === "zstd") {
    return promisify(zstdCompress)(tar, { params: { [constants.ZSTD_c_compressionLevel]: 3 } });
  }
  return tar;
}
