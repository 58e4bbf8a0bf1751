import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from "node:crypto";

/** Encrypts small secrets so that the database alone does not give them away. */
export interface SecretBox {
  /**
   * @param purpose what the secret is for, such as `registry:prod:password`. It is authenticated, so a secret copied to
   *   another row cannot be opened there.
   */
  seal(secret: string, purpose: string): string;
  /** @throws {SecretBoxError} where no key of the box opens it. */
  open(sealed: string, purpose: string): string;
}

/** A sealed secret cannot be opened: its key is not here (`unknown-key`), or it was changed (`damaged`). */
export class SecretBoxError extends Error {
  override readonly name = "SecretBoxError";
  readonly reason: "unknown-key" | "damaged";

  constructor(reason: SecretBoxError["reason"]) {
    super(reason === "unknown-key" ? "It was encrypted with another secret." : "It is damaged.");
    this.reason = reason;
  }
}

interface Key {
  /** Tells keys apart without giving anything away: derived as the key is, for another purpose. */
  readonly id: string;
  readonly bytes: Uint8Array;
}

/** The form of a sealed secret: version, key, nonce, and ciphertext with its tag, each in base64url. */
const version = "v1";
const tagLength = 16;

/**
 * A box with a key derived from each secret: AES-256-GCM, HKDF-SHA256. It seals with the first and opens with any, so a
 * secret can be replaced while what the former one sealed stays readable.
 *
 * @param secrets each of at least 32 characters that nobody can guess; it is not stretched.
 */
export function secretBox(secrets: readonly [string, ...string[]]): SecretBox {
  const keys = secrets.map(deriveKey);
  return {
    seal: (secret, purpose) => seal(keys[0] ?? deriveKey(secrets[0]), secret, purpose),
    open: (sealed, purpose) => open(keys, sealed, purpose),
  };
}

function deriveKey(secret: string): Key {
  const derive = (info: string, length: number) =>
    new Uint8Array(hkdfSync("sha256", secret, "stowage", info, length));
  return {
    id: Buffer.from(derive("stored secrets: name of key", 8)).toString("base64url"),
    bytes: derive("stored secrets: key", 32),
  };
}

function seal(key: Key, secret: string, purpose: string): string {
  const nonce = randomBytes(12);
  const cipher = createCipheriv("aes-256-gcm", key.bytes, nonce);
  cipher.setAAD(Buffer.from(purpose));
  const bytes = Buffer.concat([cipher.update(secret, "utf8"), cipher.final(), cipher.getAuthTag()]);
  return [version, key.id, nonce.toString("base64url"), bytes.toString("base64url")].join(".");
}

function open(keys: readonly Key[], sealed: string, purpose: string): string {
  const [form, id, nonce, text] = sealed.split(".");
  if (form !== version || nonce === undefined || text === undefined) throw new SecretBoxError("damaged");
  const key = keys.find((candidate) => candidate.id === id);
  if (key === undefined) throw new SecretBoxError("unknown-key");
  const bytes = Buffer.from(text, "base64url");
  try {
    const options = { authTagLength: tagLength };
    const decipher = createDecipheriv("aes-256-gcm", key.bytes, Buffer.from(nonce, "base64url"), options);
    decipher.setAAD(Buffer.from(purpose));
    decipher.setAuthTag(bytes.subarray(-tagLength));
    return Buffer.concat([decipher.update(bytes.subarray(0, -tagLength)), decipher.final()]).toString("utf8");
  } catch {
    throw new SecretBoxError("damaged");
  }
}
