import { createHash, randomBytes } from "node:crypto";

/** A new secret: 256 random bits in base64url. Only its hash is to be stored. */
export function randomToken(): string {
  return randomBytes(32).toString("base64url");
}

/** The SHA-256 of a token in hexadecimal. It has 256 random bits, so a fast hash is enough: nobody can try them. */
export function hashToken(token: string): string {
  return createHash("sha256").update(token).digest("hex");
}
