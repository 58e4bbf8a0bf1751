import fc from "fast-check";
import { afterEach, describe, expect, test, vi } from "vitest";
import { clientAddress, correctForwarding } from "./client-address.ts";
import { HttpError } from "./http-error.ts";
import { readJsonBody } from "./json-body.ts";
import { safeNextPath } from "./next-path.ts";
import { contentSecurityPolicy } from "./page-headers.ts";
import { requireSameOrigin } from "./same-origin.ts";
import { expiredSessionCookie, parseCookies, readSessionToken, sessionCookie } from "./session-cookie.ts";

afterEach(() => vi.restoreAllMocks());

describe("the client's address", () => {
  function address(headers: Record<string, string>, socket: string, trustedProxies: number): string {
    const corrected: Record<string, string | string[] | undefined> = { ...headers };
    correctForwarding(corrected, socket, trustedProxies);
    return clientAddress(new Headers(corrected as Record<string, string>));
  }

  test("is the socket's, whatever the client writes, without a trusted proxy", () => {
    expect(address({}, "192.0.2.1", 0)).toBe("192.0.2.1");
    expect(address({ "x-forwarded-for": "10.0.0.1" }, "192.0.2.1", 0)).toBe("192.0.2.1");
    expect(address({ "x-stowage-client": "guess 10.0.0.1" }, "192.0.2.1", 0)).toBe("192.0.2.1");
  });

  test("is the one that the trusted proxy wrote last", () => {
    expect(address({ "x-forwarded-for": "203.0.113.9" }, "10.0.0.1", 1)).toBe("203.0.113.9");
    expect(address({ "x-forwarded-for": "forged, 203.0.113.9" }, "10.0.0.1", 1)).toBe("203.0.113.9");
    expect(address({ "x-forwarded-for": "forged, 203.0.113.9, 10.0.0.2" }, "10.0.0.1", 2)).toBe(
      "203.0.113.9",
    );
    expect(address({}, "10.0.0.1", 1)).toBe("10.0.0.1");
  });

  test("is unknown for a request that was not seen, even if it says so itself", () => {
    expect(clientAddress(new Headers({ "x-stowage-client": "guess 10.0.0.1" }))).toBe("");
    expect(clientAddress(new Headers({ "x-forwarded-for": "10.0.0.1" }))).toBe("");
  });

  test("comes with the proxy's other headers only where it is trusted", () => {
    const forged = { "x-forwarded-proto": "https", "x-forwarded-host": "evil.example" };
    const untrusted: Record<string, string> = { ...forged };
    correctForwarding(untrusted, "192.0.2.1", 0);
    expect(untrusted).not.toHaveProperty("x-forwarded-proto");
    expect(untrusted).not.toHaveProperty("x-forwarded-host");
    const trusted: Record<string, string> = { ...forged };
    correctForwarding(trusted, "192.0.2.1", 1);
    expect(trusted).toMatchObject(forged);
  });
});

describe("requireSameOrigin", () => {
  const asked = (headers: Record<string, string>, publicUrl?: string) => () =>
    requireSameOrigin(new Headers({ host: "stowage.example:3000", ...headers }), publicUrl);

  test.each([
    ["a page of Stowage", { "sec-fetch-site": "same-origin", origin: "http://stowage.example:3000" }],
    [
      "the same behind a proxy that changes Host",
      { "sec-fetch-site": "same-origin", origin: "https://other" },
    ],
    ["a page where the browser leaves Sec-Fetch-Site out", { origin: "http://stowage.example:3000" }],
    ["the same behind a proxy that ends TLS", { origin: "https://stowage.example:3000" }],
    ["a program that is no browser", {}],
  ])("lets through %s", (_, headers) => {
    expect(asked(headers)).not.toThrow();
  });

  test.each([
    ["another site", { "sec-fetch-site": "cross-site", origin: "https://evil.example" }],
    ["another host of the same site", { "sec-fetch-site": "same-site", origin: "http://other.example" }],
    [
      "another site that claims our origin",
      { "sec-fetch-site": "cross-site", origin: "http://stowage.example:3000" },
    ],
    ["another origin without Sec-Fetch-Site", { origin: "https://evil.example" }],
    ["another port", { origin: "http://stowage.example:3001" }],
    ["a sandboxed page or a file", { origin: "null" }],
    ["nonsense", { origin: "stowage.example:3000" }],
  ])("refuses %s", (_, headers) => {
    expect(asked(headers)).toThrow(expect.objectContaining({ code: "CROSS_SITE", status: 403 }));
  });

  test("knows STOWAGE_URL as an origin of its own", () => {
    const headers = { origin: "https://public.example" };
    expect(asked(headers)).toThrow(/STOWAGE_URL/);
    expect(asked(headers, "https://public.example")).not.toThrow();
  });
});

describe("the session's cookie", () => {
  test("is out of reach for scripts and other sites' requests, and bound to the host over HTTPS", () => {
    expect(sessionCookie("t", true)).toBe(
      "__Host-stowage-session=t; Path=/; Max-Age=2592000; HttpOnly; SameSite=Lax; Secure",
    );
    expect(sessionCookie("t", false)).toBe(
      "stowage-session=t; Path=/; Max-Age=2592000; HttpOnly; SameSite=Lax",
    );
    expect(expiredSessionCookie(true)).toMatch(/^__Host-stowage-session=; .*Max-Age=0/);
  });

  test("is read back, and over HTTPS only in its protected form", () => {
    const cookies = parseCookies("a=b; stowage-session=plain;  __Host-stowage-session=secure=1");
    expect(readSessionToken(cookies, false)).toBe("plain");
    expect(readSessionToken(cookies, true)).toBe("secure=1");
    expect(readSessionToken(parseCookies("stowage-session=plain"), true)).toBeUndefined();
    expect(readSessionToken(parseCookies(null), false)).toBeUndefined();
  });
});

describe("safeNextPath", () => {
  test.each([
    ["/r/prod/team/app:v1?view=layers#x", "/r/prod/team/app:v1?view=layers#x"],
    [undefined, "/"],
    ["", "/"],
    ["https://evil.example/", "/"],
    ["//evil.example", "/"],
    ["/\\evil.example", "/"],
    ["/\t/evil.example", "/"],
    ["/..//evil.example", "/"],
    ["/a/..//evil.example", "/"],
    ["javascript:alert(1)", "/"],
  ])("makes %j lead to %j", (text, path) => expect(safeNextPath(text)).toBe(path));

  test("never leads to another host", () => {
    const piece = fc.constantFrom(
      "/",
      "\\",
      "..",
      ".",
      "evil.example",
      "\t",
      "\n",
      "%2f",
      "@",
      ":",
      "?",
      "#",
      "a",
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const path = safeNextPath(`/${pieces.join("")}`);
        expect(new URL(path, "https://stowage.example").host).toBe("stowage.example");
      }),
      { numRuns: 2000 },
    );
  });
});

describe("readJsonBody", () => {
  const sent = (body: BodyInit | null, type: string | null = "application/json; charset=utf-8") =>
    readJsonBody(
      new Request("http://stowage.example/", {
        method: "POST",
        body,
        headers: type === null ? {} : { "content-type": type },
      }),
    );

  test("reads JSON", async () => expect(await sent('{"a":1}')).toEqual({ a: 1 }));

  test.each([
    ["a form's type", '{"a":1}', "text/plain", 415],
    ["no type", new Uint8Array([123, 125]), null, 415],
    ["no body", null, "application/json", 400],
    ["what is not JSON", "{", "application/json", 400],
    ["what is not UTF-8", new Uint8Array([34, 255, 34]), "application/json", 400],
    ["too much", `"${"a".repeat(2 * 1024 * 1024)}"`, "application/json", 413],
  ])("refuses %s", async (_, body, type, status) => {
    const error = await sent(body, type).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(HttpError);
    expect(error).toMatchObject({ status });
  });
});

describe("the policy of pages", () => {
  test("allows no inline script, and nothing from elsewhere", () => {
    const policy = contentSecurityPolicy("abc", false);
    const scripts = policy.split("; ").find((part) => part.startsWith("script-src "));
    expect(scripts).toBe("script-src 'self' 'nonce-abc' 'strict-dynamic'");
    expect(policy).not.toMatch(/https?:|\*/);
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).toContain("default-src 'none'");
  });
});
