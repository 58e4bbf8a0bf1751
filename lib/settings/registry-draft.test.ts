import fc from "fast-check";
import { generate } from "selfsigned";
import { describe, expect, test } from "vitest";
import { normaliseEndpointUrl } from "./endpoint-url.ts";
import { readPublicAddress } from "./public-address.ts";
import { registryDraftSchema } from "./registry-draft.ts";
import { isSlug, slugFrom } from "./slug.ts";

const draft = { slug: "prod", name: "Production", url: "https://registry.example.com" };

function codes(input: unknown): unknown[] {
  const result = registryDraftSchema.safeParse(input);
  return (result.error?.issues ?? []).map((issue) => [
    issue.path.join("."),
    issue.code === "custom" ? issue.params?.code : issue.code,
  ]);
}

describe("slugs", () => {
  test.each(["a", "prod", "my-registry-2", "0"])("takes %s", (text) => expect(isSlug(text)).toBe(true));
  test.each(["", "Prod", "-a", "a-", "a--b", "a_b", "a.b", "a/b", "new", "é", "a".repeat(64), "a\n"])(
    "refuses %j",
    (text) => expect(isSlug(text)).toBe(false),
  );
  test("can be made from any text", () => {
    fc.assert(fc.property(fc.oneof(fc.string(), fc.domain(), fc.webUrl()), (text) => isSlug(slugFrom(text))));
    expect(slugFrom("Registry.Example.com:5000")).toBe("registry-example-com-5000");
  });
});

describe("normaliseEndpointUrl", () => {
  test.each([
    ["registry.example.com", "https://registry.example.com"],
    ["localhost:5000", "https://localhost:5000"],
    ["  HTTPS://Registry.Example.com:443/v2/ ", "https://registry.example.com"],
    ["http://10.0.0.1:80/", "http://10.0.0.1"],
    ["https://host/prefix/v2", "https://host/prefix"],
    ["https://host/repository/docker/", "https://host/repository/docker"],
    ["https://[::1]:5000", "https://[::1]:5000"],
    ["https://host/v2/v2/", "https://host"],
  ])("writes %j as %s", (text, url) => expect(normaliseEndpointUrl(text)).toEqual({ url }));

  test.each([
    ["", "URL_INVALID"],
    ["https://", "URL_INVALID"],
    ["ftp://host", "URL_SCHEME"],
    ["file:///etc/passwd", "URL_SCHEME"],
    ["https://user:secret@host", "URL_CREDENTIALS"],
    ["https://host/?a=b", "URL_QUERY"],
    ["https://host/#", "URL_QUERY"],
    ["https://ho st", "URL_INVALID"],
    ["https://host\\evil", "URL_INVALID"],
    ["javascript:alert(1)", "URL_INVALID"],
  ])("refuses %j as %s", (text, code) => expect(normaliseEndpointUrl(text)).toMatchObject({ code }));

  test("changes nothing the second time, and never ends with a slash or /v2", () => {
    const urls = fc.oneof(
      fc.webUrl(),
      fc.tuple(fc.webUrl(), fc.constantFrom("/", "/v2", "/v2/", "//", "/v2//v2/")).map(([a, b]) => a + b),
      fc.string(),
    );
    fc.assert(
      fc.property(urls, (text) => {
        const first = normaliseEndpointUrl(text);
        if (!("url" in first)) return;
        expect(first.url).not.toMatch(/\/$|\/v2$/);
        expect(normaliseEndpointUrl(first.url)).toEqual(first);
      }),
    );
  });
});

describe("readPublicAddress", () => {
  test.each([
    ["registry.example.com", "registry.example.com"],
    ["https://registry.example.com:5000/", "registry.example.com:5000"],
    ["harbor.example.com/proxy", "harbor.example.com/proxy"],
  ])("reads %j as %s", (text, address) => expect(readPublicAddress(text)).toBe(address));
  test.each(["", "a b", "host/Proxy", "host:99999", "host/?x"])("refuses %j", (text) =>
    expect(readPublicAddress(text)).toBeUndefined(),
  );
});

describe("registryDraftSchema", () => {
  test("fills in what is not said", () => {
    expect(registryDraftSchema.parse(draft)).toEqual({
      ...draft,
      plainHttp: false,
      skipTlsVerify: false,
      readOnly: false,
      repositories: [],
    });
  });

  test("refuses plain HTTP that was not allowed, with a sentence", () => {
    const result = registryDraftSchema.safeParse({ ...draft, url: "http://10.0.0.1:5000" });
    expect(result.error?.issues[0]?.message).toMatch(/plain HTTP.*password/);
    expect(codes({ ...draft, url: "http://10.0.0.1:5000" })).toEqual([["url", "PLAIN_HTTP_NOT_ALLOWED"]]);
    expect(codes({ ...draft, url: "http://10.0.0.1:5000", plainHttp: true })).toEqual([]);
  });

  test("tells keeping the password from removing it", () => {
    expect(registryDraftSchema.parse({ ...draft, username: "u" })).not.toHaveProperty("password");
    expect(registryDraftSchema.parse({ ...draft, username: "u", password: null }).password).toBeNull();
  });

  test("takes certificates with remarks around them", async () => {
    const { cert } = await generate([{ name: "commonName", value: "one" }]);
    const { ca } = registryDraftSchema.parse({ ...draft, ca: `subject=one\r\n${cert}\n\n${cert}` });
    expect(ca?.match(/BEGIN CERTIFICATE/g)).toHaveLength(2);
    expect(ca).not.toContain("subject");
  });

  test("refuses what is no certificate, with the reason", async () => {
    const { cert, private: key } = await generate([{ name: "commonName", value: "one" }]);
    expect(codes({ ...draft, ca: "hello" })).toEqual([["ca", "CA_EMPTY"]]);
    expect(codes({ ...draft, ca: cert.slice(0, -40) })).toEqual([["ca", "CA_EMPTY"]]);
    expect(codes({ ...draft, ca: `${cert}${key}` })).toEqual([["ca", "CA_PRIVATE_KEY"]]);
    expect(codes({ ...draft, ca: "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----" })).toEqual([
      ["ca", "CA_INVALID"],
    ]);
  });

  test("names each field that is wrong", () => {
    expect(
      codes({
        ...draft,
        slug: "A",
        name: " ",
        repositories: ["ok", "Not OK"],
        publicAddress: "/",
        password: "p",
      }),
    ).toEqual([
      ["slug", "SLUG_INVALID"],
      ["name", "too_small"],
      ["publicAddress", "PUBLIC_ADDRESS_INVALID"],
      ["repositories.1", "NAME_INVALID"],
    ]);
    expect(codes({ ...draft, password: "p" })).toEqual([["username", "USERNAME_MISSING"]]);
    expect(codes({ ...draft, username: "a:b" })).toEqual([["username", "USERNAME_COLON"]]);
    expect(codes({ ...draft, tls: false })).toEqual([["", "unrecognized_keys"]]);
  });
});
