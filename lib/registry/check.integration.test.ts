import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type RunningRegistry, registryMajor, startRegistry } from "#e2e/registry/start-registry.ts";
import type { CheckStep } from "./check/step.ts";
import { checkConnection } from "./check.ts";
import type { RegistryEndpoint } from "./endpoint.ts";

let open: RunningRegistry;
let guarded: RunningRegistry;
const account = { username: "ops", password: "correct horse" };

beforeAll(async () => {
  [open, guarded] = await Promise.all([
    startRegistry(),
    startRegistry({ tls: true, auth: account, deletion: false }),
  ]);
});
afterAll(() => Promise.all([open.stop(), guarded.stop()]));

async function check(endpoint: Partial<RegistryEndpoint> & Pick<RegistryEndpoint, "url">, now?: number) {
  const steps: CheckStep[] = [];
  const whole = { slug: "a", name: "A", plainHttp: false, skipTlsVerify: false, ...endpoint };
  const options = now === undefined ? {} : { now: () => now };
  for await (const step of checkConnection(whole, options)) steps.push(step);
  return steps;
}

/** Each step as `id state code`. */
const told = (steps: readonly CheckStep[]) => steps.map(({ id, state, code }) => `${id} ${state} ${code}`);
const step = (steps: readonly CheckStep[], id: string) => steps.find((one) => one.id === id);

test("an open registry on plain HTTP passes with one warning", async () => {
  const byTag = (await registryMajor()) === 2 ? "TAG_DELETION_BY_PLACEHOLDER" : "TAG_DELETION_POSSIBLE";
  expect(told(await check({ url: open.url, plainHttp: true }))).toEqual([
    "name ok NAME_IS_ADDRESS",
    "connection ok CONNECTED",
    "encryption warning PLAIN_HTTP",
    "authentication ok NO_AUTHENTICATION",
    "api ok API_VERSION",
    "catalog ok CATALOG_EMPTY",
    "deletionByDigest ok DELETION_POSSIBLE",
    `deletionByTag ok ${byTag}`,
    "referrers ok REFERRERS_FALLBACK",
  ]);
});

test("a registry with a CA, an account and deletion switched off is told as such", async () => {
  expect(told(await check({ url: guarded.url, ca: guarded.ca ?? "", credentials: account }))).toEqual([
    "name ok NAME_IS_ADDRESS",
    "connection ok CONNECTED",
    "encryption ok CERTIFICATE_TRUSTED",
    "authentication ok SIGNED_IN_BASIC",
    "api ok API_VERSION",
    "catalog ok CATALOG_EMPTY",
    "deletionByDigest warning DELETION_DISABLED",
    "deletionByTag skipped NOT_REACHED",
    "referrers ok REFERRERS_FALLBACK",
  ]);
});

describe("what fails ends the check, and the rest is skipped", () => {
  test.each([
    ["plain HTTP that is not allowed", () => ({ url: open.url }), "encryption", "PLAIN_HTTP_FORBIDDEN"],
    [
      "HTTP spoken on an HTTPS endpoint",
      () => ({ url: open.url.replace("http:", "https:") }),
      "encryption",
      "HTTP_ON_HTTPS",
    ],
    [
      "HTTPS spoken on an HTTP endpoint",
      () => ({ url: guarded.url.replace("https:", "http:"), plainHttp: true }),
      "encryption",
      "HTTPS_ON_HTTP",
    ],
    ["a self-signed certificate", () => ({ url: guarded.url }), "encryption", "TLS_SELF_SIGNED"],
    [
      "missing credentials",
      () => ({ url: guarded.url, skipTlsVerify: true }),
      "authentication",
      "CREDENTIALS_MISSING",
    ],
    [
      "wrong credentials",
      () => ({ url: guarded.url, skipTlsVerify: true, credentials: { ...account, password: "x" } }),
      "authentication",
      "CREDENTIALS_REFUSED",
    ],
    [
      "a port where nothing listens",
      () => ({ url: "http://127.0.0.1:1", plainHttp: true }),
      "connection",
      "CONNECTION_REFUSED",
    ],
    ["a name that does not exist", () => ({ url: "https://registry.invalid" }), "name", "NAME_NOT_RESOLVED"],
  ] as const)("%s", async (_, endpoint, id, code) => {
    const steps = await check(endpoint());
    const failure = steps.findIndex(({ state }) => state === "failed");
    expect(steps[failure]).toMatchObject({ id, code });
    expect(steps.slice(failure + 1).every(({ state }) => state === "skipped")).toBe(true);
    expect(steps).toHaveLength(9);
  });
});

test("a certificate is described whether it is trusted or not", async () => {
  const encryption = step(await check({ url: guarded.url }), "encryption");
  expect(encryption?.params).toMatchObject({ names: "localhost, 127.0.0.1", chain: "Stowage's tests" });
  expect(encryption?.params.fingerprint).toMatch(/^([0-9A-F]{2}:){31}[0-9A-F]{2}$/);
});

test("a skipped verification that is not needed is told", async () => {
  const steps = await check({
    url: guarded.url,
    ca: guarded.ca ?? "",
    skipTlsVerify: true,
    credentials: account,
  });
  expect(step(steps, "encryption")).toMatchObject({ state: "warning", code: "CERTIFICATE_SKIP_UNNEEDED" });
});

test("a certificate that ends soon deserves attention", async () => {
  const first = step(await check({ url: guarded.url, ca: guarded.ca ?? "" }), "encryption");
  const ends = Date.parse(first?.params.expires ?? "");
  const steps = await check({ url: guarded.url, ca: guarded.ca ?? "" }, ends - 5 * 24 * 60 * 60 * 1000);
  expect(step(steps, "encryption")).toMatchObject({
    state: "warning",
    code: "CERTIFICATE_EXPIRES_SOON",
    params: { days: "5" },
  });
});
