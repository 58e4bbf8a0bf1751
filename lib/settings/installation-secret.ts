import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { randomToken } from "./random-token.ts";
import { type SecretBox, secretBox } from "./secret-box.ts";
import { SettingsError } from "./settings-error.ts";

/** The generated secret's file in the data folder. */
const fileName = "secret.key";

/**
 * The box of this installation: sealed with STOWAGE_SECRET where that is set, else with a secret generated once into
 * `secret.key` in the data folder, readable by its owner alone. What `secret.key` sealed opens even after STOWAGE_SECRET
 * was set, so that changing from one to the other loses nothing.
 *
 * @throws {SettingsError} `SECRET_KEY_UNREADABLE`
 */
export function installationSecretBox(dataDir: string, secret: string | undefined): SecretBox {
  const path = join(dataDir, fileName);
  const stored = readSecret(path);
  if (secret !== undefined) return secretBox(stored === undefined ? [secret] : [secret, stored]);
  return secretBox([stored ?? generateSecret(dataDir, path)]);
}

function readSecret(path: string): string | undefined {
  let text: string;
  try {
    text = readFileSync(path, "utf8").trim();
  } catch (error) {
    if (isCode(error, "ENOENT")) return undefined;
    throw unreadable(path, error);
  }
  if (text.length < 32) throw unreadable(path, new Error("it is too short; was it cut off?"));
  return text;
}

function generateSecret(dataDir: string, path: string): string {
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 });
    const secret = randomToken();
    writeFileSync(path, `${secret}\n`, { mode: 0o600, flag: "wx", flush: true });
    return secret;
  } catch (error) {
    // Another process was faster: its secret is the one.
    const stored = isCode(error, "EEXIST") ? readSecret(path) : undefined;
    if (stored !== undefined) return stored;
    throw unreadable(path, error);
  }
}

function unreadable(path: string, cause: unknown): SettingsError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new SettingsError(
    "SECRET_KEY_UNREADABLE",
    { path },
    `The key that encrypts stored credentials, ${path}, cannot be used: ${reason}. Restore the file from a backup, let Stowage write to STOWAGE_DATA_DIR, or set STOWAGE_SECRET.`,
    { cause },
  );
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && "code" in error && error.code === code;
}
