import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { installationSecretBox } from "./installation-secret.ts";
import { SecretBoxError, secretBox } from "./secret-box.ts";

const one = "one secret that nobody can guess, really";
const two = "two secrets are more than one, certainly";

describe("secretBox", () => {
  test("gives back what was sealed, for that purpose", () => {
    const box = secretBox([one]);
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), fc.string(), (secret, purpose) => {
        expect(box.open(box.seal(secret, purpose), purpose)).toBe(secret);
      }),
    );
  });

  test("does not show the secret, and seals it otherwise each time", () => {
    const box = secretBox([one]);
    expect(box.seal("hunter2hunter2", "p")).not.toContain("hunter2");
    expect(
      Buffer.from(box.seal("hunter2hunter2", "p").split(".")[3] ?? "", "base64url").toString(),
    ).not.toContain("hunter2");
    expect(box.seal("same", "p")).not.toBe(box.seal("same", "p"));
  });

  test("does not open for another purpose", () => {
    const box = secretBox([one]);
    const sealed = box.seal("secret", "registry:a:password");
    expect(() => box.open(sealed, "registry:b:password")).toThrow(
      expect.objectContaining({ reason: "damaged" }),
    );
  });

  test("tells another secret from damage", () => {
    const sealed = secretBox([one]).seal("secret", "p");
    expect(() => secretBox([two]).open(sealed, "p")).toThrow(
      expect.objectContaining({ reason: "unknown-key" }),
    );
    for (let position = sealed.lastIndexOf(".") + 1; position < sealed.length - 1; position++) {
      const other = sealed[position] === "A" ? "B" : "A";
      const damaged = sealed.slice(0, position) + other + sealed.slice(position + 1);
      expect(() => secretBox([one]).open(damaged, "p")).toThrow(SecretBoxError);
    }
  });

  test("refuses anything else with an error of its own", () => {
    const box = secretBox([one]);
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(() => box.open(text, "p")).toThrow(SecretBoxError);
      }),
    );
    const [version, id, nonce] = box.seal("secret", "p").split(".");
    for (const cut of [
      `${version}.${id}.${nonce}.`,
      `${version}.${id}..AAAA`,
      `${version}.${id}.${nonce}.AAAA`,
    ]) {
      expect(() => box.open(cut, "p")).toThrow(expect.objectContaining({ reason: "damaged" }));
    }
  });

  test("opens what a former secret sealed, and seals with the new one", () => {
    const former = secretBox([one]).seal("secret", "p");
    const both = secretBox([two, one]);
    expect(both.open(former, "p")).toBe("secret");
    expect(secretBox([two]).open(both.seal("new", "p"), "p")).toBe("new");
  });
});

describe("installationSecretBox", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "stowage-secret-"));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  test("generates a secret once, which its owner alone can read", () => {
    const data = join(folder, "data");
    const sealed = installationSecretBox(data, undefined).seal("secret", "p");
    expect(statSync(join(data, "secret.key")).mode & 0o777).toBe(0o600);
    expect(installationSecretBox(data, undefined).open(sealed, "p")).toBe("secret");
  });

  test("writes no file where STOWAGE_SECRET is set", () => {
    installationSecretBox(folder, one).seal("secret", "p");
    expect(() => readFileSync(join(folder, "secret.key"))).toThrow(/ENOENT/);
  });

  test("still opens what the file sealed after STOWAGE_SECRET was set", () => {
    const sealed = installationSecretBox(folder, undefined).seal("secret", "p");
    expect(installationSecretBox(folder, one).open(sealed, "p")).toBe("secret");
  });

  test("leaves a file that was cut off as it is, and says what to do", () => {
    const path = join(folder, "secret.key");
    writeFileSync(path, "short\n");
    chmodSync(path, 0o600);
    expect(() => installationSecretBox(folder, undefined)).toThrow(/secret\.key.*too short.*STOWAGE_SECRET/);
    expect(readFileSync(path, "utf8")).toBe("short\n");
  });
});
