import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { Agent, request } from "undici";
import { manifestAccept } from "#lib/oci/media-types.ts";
import type { TestRegistry } from "../harness.ts";

/*
 * What a registry holds, by its own API and by skopeo. Neither way shares code with what Stowage does, so that a mistake
 * of Stowage's client cannot hide in the proof.
 */

type At = Pick<TestRegistry, "url" | "host" | "ca" | "auth">;

/** The digest that the registry's own API gives for a tag or digest; null where it answers 404. */
export async function digestByApi(at: At, repository: string, reference: string): Promise<string | null> {
  const agent = new Agent(at.ca === undefined ? {} : { connect: { ca: at.ca } });
  try {
    const { statusCode, headers, body } = await request(`${at.url}/v2/${repository}/manifests/${reference}`, {
      method: "HEAD",
      dispatcher: agent,
      headers: { accept: manifestAccept, ...authorization(at) },
    });
    await body.dump();
    if (statusCode === 404) return null;
    const digest = headers["docker-content-digest"];
    if (statusCode !== 200 || typeof digest !== "string") {
      throw new Error(`The registry answered ${statusCode} for ${repository}, ${reference}.`);
    }
    return digest;
  } finally {
    await agent.close();
  }
}

/** The digest that `skopeo inspect` reads for a tag, with the image's config behind it; null where there is none. */
export async function digestBySkopeo(at: At, repository: string, tag: string): Promise<string | null> {
  const certificates = await mkdtemp(join(tmpdir(), "stowage-e2e-ca-"));
  try {
    if (at.ca !== undefined) await writeFile(join(certificates, "ca.crt"), at.ca);
    const { stdout } = await promisify(execFile)("skopeo", [
      "inspect",
      "--no-tags",
      "--format={{.Digest}}",
      "--override-os=linux",
      "--override-arch=amd64",
      ...(at.ca === undefined ? ["--tls-verify=false"] : [`--cert-dir=${certificates}`]),
      ...(at.auth === undefined ? [] : [`--creds=${at.auth.username}:${at.auth.password}`]),
      `docker://${at.host}/${repository}:${tag}`,
    ]);
    return stdout.trim();
  } catch (error) {
    if (error instanceof Error && /manifest unknown/.test(error.message)) return null;
    throw error;
  } finally {
    await rm(certificates, { recursive: true, force: true });
  }
}

function authorization({ auth }: At): Readonly<Record<string, string>> {
  if (auth === undefined) return {};
  const pair = Buffer.from(`${auth.username}:${auth.password}`).toString("base64");
  return { authorization: `Basic ${pair}` };
}
