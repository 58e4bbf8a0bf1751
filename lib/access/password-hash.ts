import { type Argon2Parameters, argon2, randomBytes, timingSafeEqual } from "node:crypto";
import { promisify } from "node:util";

/** The cost of a hash: memory in KiB, passes over it, lanes. */
interface Cost {
  readonly memory: number;
  readonly passes: number;
  readonly parallelism: number;
}

/** OWASP's Password Storage Cheat Sheet, Argon2id: 19 MiB, two passes, one lane. About 20 ms. */
const cost: Cost = { memory: 19_456, passes: 2, parallelism: 1 };
const nonceLength = 16;
const tagLength = 32;

/** Costs that are read back from a database are bounded, so that a changed row cannot exhaust the server. */
const most: Cost = { memory: 1_048_576, passes: 64, parallelism: 16 };

const derive = promisify(argon2) as (algorithm: "argon2id", parameters: Argon2Parameters) => Promise<Buffer>;

/** Hashes a password with Argon2id, in the PHC string format: `$argon2id$v=19$m=19456,t=2,p=1$nonce$tag`. */
export async function hashPassword(password: string): Promise<string> {
  const nonce = randomBytes(nonceLength);
  const tag = await tagOf(password, nonce, cost, tagLength);
  const { memory, passes, parallelism } = cost;
  return `$argon2id$v=19$m=${memory},t=${passes},p=${parallelism}$${unpadded(nonce)}$${unpadded(tag)}`;
}

/**
 * Whether a password is the one that was hashed. Without a hash, for a user who does not exist, it takes the same time
 * and is never so: whoever waits learns nothing about names.
 */
export async function verifyPassword(password: string, hash: string | undefined): Promise<boolean> {
  const parsed = hash === undefined ? undefined : parseHash(hash);
  if (parsed === undefined) {
    await tagOf(password, randomBytes(nonceLength), cost, tagLength);
    return false;
  }
  const tag = await tagOf(password, parsed.nonce, parsed.cost, parsed.tag.length);
  return timingSafeEqual(tag, parsed.tag);
}

/** Whether a hash was made with another cost than the one used now, so that it should be made again at sign-in. */
export function isOutdatedHash(hash: string): boolean {
  const used = parseHash(hash)?.cost;
  return used?.memory !== cost.memory || used.passes !== cost.passes || used.parallelism !== cost.parallelism;
}

/** The same password is typed with composed or decomposed letters, as the keyboard has it: one form is hashed. */
function tagOf(
  password: string,
  nonce: Buffer,
  { memory, passes, parallelism }: Cost,
  length: number,
): Promise<Buffer> {
  const message = password.normalize("NFC");
  return derive("argon2id", { message, nonce, memory, passes, parallelism, tagLength: length });
}

const grammar =
  /^\$argon2id\$v=19\$m=(\d{1,10}),t=(\d{1,10}),p=(\d{1,10})\$([A-Za-z0-9+/]{11,86})\$([A-Za-z0-9+/]{22,172})$/;

function parseHash(hash: string): { cost: Cost; nonce: Buffer; tag: Buffer } | undefined {
  const match = grammar.exec(hash);
  if (match === null) return undefined;
  const [, memory, passes, parallelism, nonce = "", tag = ""] = match;
  const used = { memory: Number(memory), passes: Number(passes), parallelism: Number(parallelism) };
  const bounded =
    used.passes >= 1 &&
    used.passes <= most.passes &&
    used.parallelism >= 1 &&
    used.parallelism <= most.parallelism &&
    used.memory >= 8 * used.parallelism &&
    used.memory <= most.memory;
  const bytes = { nonce: Buffer.from(nonce, "base64"), tag: Buffer.from(tag, "base64") };
  const canonical = unpadded(bytes.nonce) === nonce && unpadded(bytes.tag) === tag;
  return bounded && canonical ? { cost: used, ...bytes } : undefined;
}

function unpadded(bytes: Buffer): string {
  return bytes.toString("base64").replace(/=+$/, "");
}
