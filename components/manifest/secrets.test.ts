import { expect, test } from "vitest";
import { secretInText, secretInVariable } from "./secrets.ts";

test.each([
  ["DB_PASSWORD", "hunter2hunter2"],
  ["POSTGRES_PASSWORD", "postgres"],
  ["apiToken", "abcdef"],
  ["REDIS_PASS", "x1y2"],
  ["spring.datasource.password", "s3cret"],
])("takes %s=%s for a secret by its name", (name, value) => {
  expect(secretInVariable(name, value)).toBe("name");
});

test.each([
  ["PATH", "/usr/local/bin:/usr/bin"],
  ["GPG_KEY", "E3FF2839C048B25C084DEBE9B26995E310250568"],
  ["DB_PASSWORD_FILE", "/run/secrets/db"],
  ["DB_PASSWORD", ""],
  ["DB_PASSWORD", "$DB_PASSWORD"],
  ["DB_PASSWORD", "/run/secrets/db"],
  ["PWD", "work"],
  ["NODE_VERSION", "24.1.0"],
  ["USE_TOKEN", "true"],
  ["TOKEN", "<your token>"],
  ["COMPASS", "north"],
  ["TOKENIZER", "bpe"],
])("finds nothing in %s=%s", (name, value) => {
  expect(secretInVariable(name, value)).toBeNull();
});

test.each([
  ["AKIA" + "ABCDEFGHIJKLMNOP", "awsKey"],
  [`ghp_${"a".repeat(36)}`, "githubToken"],
  ["postgres://app:hunter2@db:5432/app", "passwordInAddress"],
  ["-----BEGIN RSA PRIVATE KEY-----\nMIIE", "privateKey"],
  ["eyJhbGciOiJI.eyJzdWIiOiIx.abc", "jsonWebToken"],
])("knows %s by its form, whatever the variable is called", (value, form) => {
  expect(secretInVariable("SETTINGS", value)).toBe(form);
  expect(secretInText(`RUN curl -H '${value}' https://example.com`)).toBe(form);
});

test("does not take an address without a password for one", () => {
  expect(secretInText("https://example.com:8080/a@b")).toBeNull();
  expect(secretInText("postgres://app@db/app")).toBeNull();
  expect(secretInText("https://user:$TOKEN@example.com/")).toBeNull();
});

test("takes no longer than a moment for a hostile value", () => {
  const start = performance.now();
  secretInText(`${"a".repeat(100_000)}://${"b:".repeat(50_000)}`);
  secretInText("eyJ".repeat(50_000));
  expect(performance.now() - start).toBeLessThan(500);
});
