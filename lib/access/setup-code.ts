import { createHash, randomInt, timingSafeEqual } from "node:crypto";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Letters and digits that nobody takes for another. */
const alphabet = "ABCDEFGHJKMNPQRSTUVWXYZ23456789";
const groups = 4;
const groupLength = 4;

/**
 * The one-time code that lets somebody create the first administrator: 79 random bits, as `ABCD-EFGH-JKMN-PQRS`. It is
 * kept in a file of the data folder that its owner alone can read, so that it stays the same over restarts; whoever can
 * read it there could write the database as well.
 */
export function setupCode(dataDir: string): string {
  const path = join(dataDir, "setup-code");
  const stored = readCode(path);
  if (stored !== undefined) return stored;
  const code = generateCode();
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  try {
    writeFileSync(path, `${code}\n`, { mode: 0o600, flag: "wx", flush: true });
    return code;
  } catch (error) {
    const faster = readCode(path);
    if (faster !== undefined) return faster;
    throw error;
  }
}

/** Whether what somebody typed is the code; hyphens, spaces and case do not matter. Takes the same time for any text. */
export function isSetupCode(dataDir: string, typed: string): boolean {
  return timingSafeEqual(fingerprint(setupCode(dataDir)), fingerprint(typed));
}

/** Forgets the code: there is an administrator. */
export function removeSetupCode(dataDir: string): void {
  rmSync(join(dataDir, "setup-code"), { force: true });
}

function readCode(path: string): string | undefined {
  try {
    const code = readFileSync(path, "utf8").trim();
    // A file that was cut off would be a code that is easily guessed.
    return code.length === groups * (groupLength + 1) - 1 ? code : replaceable(path);
  } catch {
    return undefined;
  }
}

function replaceable(path: string): undefined {
  rmSync(path, { force: true });
  return undefined;
}

function generateCode(): string {
  const character = () => alphabet.charAt(randomInt(alphabet.length));
  const group = () => Array.from({ length: groupLength }, character).join("");
  return Array.from({ length: groups }, group).join("-");
}

function fingerprint(code: string): Buffer {
  return createHash("sha256")
    .update(code.toUpperCase().replace(/[^A-Z0-9]/g, ""))
    .digest();
}
