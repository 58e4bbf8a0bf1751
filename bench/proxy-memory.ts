/**
 * `npm run bench:proxy-memory`: streams a blob of 2 GiB from a registry through a production server of Stowage, and tells
 * the most memory that the server took, and how fast it went. Ends with code 1 when the memory is over its limit. Linux alone.
 */
import { createHash } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";
import { request } from "undici";
import { environmentFor, startTestStowage } from "#e2e/harness.ts";
import { startRegistry } from "#e2e/registry/start-registry.ts";
import { type Digest, parseDigest } from "#lib/oci/digest.ts";
import { parseRepositoryName } from "#lib/oci/reference.ts";
import { openRegistry } from "#lib/registry/open.ts";
import { uploadBlob } from "#lib/registry/uploads.ts";
import { testBuild } from "#scripts/tools/build.ts";
import { cleaningUp } from "#scripts/tools/cleaning-up.ts";
import { Problem, runScript, say } from "#scripts/tools/problem.ts";
import { ensurePrograms, requirements } from "#scripts/tools/programs.ts";
import { descendants, memory } from "./process-memory.ts";
import { signIn } from "./sign-in.ts";

const mebibyte = 1024 * 1024;
const size = 2048 * mebibyte;
/** Resident memory of all of the server's processes, in MiB. */
const limit = 512;
const repository = parseRepositoryName("bench/large");

await runScript(async () => {
  await ensurePrograms([requirements.registry]);
  await testBuild();
  await cleaningUp(measure);
});

async function measure(running: AsyncDisposableStack): Promise<void> {
  const registry = await startRegistry();
  running.defer(() => registry.stop());
  say("Pushing a blob of 2 GiB");
  const digest = await pushBlob(registry.url);
  const others = new Set(await descendants(process.pid));
  const stowage = await startTestStowage(environmentFor(registry));
  running.defer(() => stowage.stop());
  const server = (await descendants(process.pid)).filter((pid) => !others.has(pid));

  const cookie = await signIn(stowage);
  const url = `${stowage.url}/api/registries/${stowage.slug}/v2/${repository}/blobs/${digest}`;
  // Once before it counts: what is loaded for a first request is no part of a stream.
  await read(url, { cookie, range: "bytes=0-1048575" }, mebibyte, 0);
  console.log(`Idle: ${await memory(server, "VmRSS")} MiB`);

  let worst = 0;
  for (const [name, pause] of [
    ["as fast as it goes", 0],
    ["by a reader that pauses 50 ms after every 64 MiB", 50],
  ] as const) {
    const began = performance.now();
    await read(url, { cookie }, size, pause);
    const seconds = (performance.now() - began) / 1000;
    worst = await memory(server, "VmHWM");
    console.log(
      `2 GiB ${name}: ${seconds.toFixed(1)} s, ${(size / mebibyte / seconds).toFixed(0)} MiB/s; most memory since the start ${worst} MiB`,
    );
  }
  const within = worst <= limit;
  console.log(`Limit: ${limit} MiB  ${within ? "within the limit" : "OVER THE LIMIT"}`);
  if (!within) process.exitCode = 1;
}

async function pushBlob(url: string): Promise<Digest> {
  const registry = openRegistry({ slug: "bench", name: "Bench", url, plainHttp: true, skipTlsVerify: false });
  const hash = createHash("sha256");
  for (const piece of pieces()) hash.update(piece);
  const digest = parseDigest(`sha256:${hash.digest("hex")}`);
  await uploadBlob(registry, repository, {
    digest,
    size,
    async *open() {
      yield* pieces();
    },
  });
  await registry.close();
  return digest;
}

/** The blob's content, each piece unlike the one before. */
function* pieces(): Generator<Uint8Array, void, void> {
  for (let index = 0; index < size / mebibyte; index += 1) {
    const piece = Buffer.alloc(mebibyte, "stowage ");
    piece.writeUInt32LE(index);
    yield piece;
  }
}

/** Reads an answer and throws it away. */
async function read(
  url: string,
  headers: Readonly<Record<string, string>>,
  expected: number,
  pause: number,
): Promise<void> {
  const { statusCode, headers: answered, body } = await request(url, { headers });
  let length = 0;
  let untilPause = 64 * mebibyte;
  for await (const chunk of body as AsyncIterable<Uint8Array>) {
    length += chunk.byteLength;
    untilPause -= chunk.byteLength;
    if (pause === 0 || untilPause > 0) continue;
    untilPause = 64 * mebibyte;
    await delay(pause);
  }
  if (length === expected && Number(answered["content-length"]) === expected) return;
  throw new Problem(`${url} answered ${statusCode} with ${length} bytes.`);
}
