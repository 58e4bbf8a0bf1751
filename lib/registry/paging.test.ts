import fc from "fast-check";
import { afterEach, describe, expect, test } from "vitest";
import { parseRepositoryName } from "#lib/oci/reference.ts";
import { listRepositories } from "./catalog.ts";
import type { RegistryEndpoint } from "./endpoint.ts";
import { openRegistry, type Registry } from "./open.ts";
import { nextPath, pages } from "./paging.ts";
import { listTags } from "./tags.ts";
import { answerJson, type Script, type ScriptedServer, startScriptedServer } from "./test-server.ts";

const endpoint = (url: string): RegistryEndpoint => ({
  slug: "a",
  name: "A",
  url,
  plainHttp: true,
  skipTlsVerify: false,
});
const home = endpoint("https://registry.test:5000");
const behind = endpoint("https://registry.test/prefix");
const here = "/v2/app/tags/list?n=2";

describe("the next page", () => {
  test.each([
    ['</v2/_catalog?n=2&last=b>; rel="next"', "/v2/_catalog?n=2&last=b"],
    ["</v2/_catalog?last=b>; rel=next", "/v2/_catalog?last=b"],
    ["<list?last=b>;rel=next", "/v2/app/tags/list?last=b"],
    ['<?last=b>; title="a"; rel="prev next"', "/v2/app/tags/list?last=b"],
    ['</v2/a>; rel="prev", </v2/b>; rel="next"', "/v2/b"],
    ['</v2/a?x=1,2;3>; REL="NEXT"', "/v2/a?x=1,2;3"],
    ['</v2/a>; title="a, <b>; rel=next", </v2/c>; rel=next', "/v2/c"],
    ['</v2/a>; title="say \\"; rel=next"; rel=next', "/v2/a"],
    // A registry behind a proxy that does not know its own scheme and port.
    ["<http://registry.test/v2/a?last=b>; rel=next", "/v2/a?last=b"],
  ])("is where %j leads", (link, path) => {
    expect(nextPath(home, here, link)).toBe(path);
  });

  test.each([
    "",
    "</v2/a>",
    "</v2/a>; rel=prev",
    '</v2/a>; title="; rel=next"',
    '</v2/a>; title="x; rel=next',
    "</v2/a>; nerel=next",
    "</v2/a>; rel=nextly",
    "</v2/a>; rel=prev; x=1 next",
    "</v2/a>; rel=prev; rel=next",
    "/v2/a; rel=next",
    "</v2/a; rel=next",
  ])("is not told by %j", (link) => {
    expect(nextPath(home, here, link)).toBeUndefined();
  });

  test.each([
    "<https://evil.example/v2/_catalog>; rel=next",
    "<//evil.example/v2/_catalog>; rel=next",
    "</v1/repositories>; rel=next",
    "</v2/../admin>; rel=next",
    "</v2/%2e%2e/admin>; rel=next",
    "<http://[>; rel=next",
    "<javascript:alert(1)>; rel=next",
  ])("is refused where %j leads elsewhere", (link) => {
    expect(() => nextPath(home, here, link)).toThrow(expect.objectContaining({ code: "BAD_RESPONSE" }));
  });

  test("is found below the endpoint's own path, whether the registry knows of it or not", () => {
    expect(nextPath(behind, here, "</prefix/v2/a?last=b>; rel=next")).toBe("/v2/a?last=b");
    expect(nextPath(behind, here, "</v2/a?last=b>; rel=next")).toBe("/v2/a?last=b");
    expect(nextPath(behind, here, "<?last=b>; rel=next")).toBe("/v2/app/tags/list?last=b");
  });

  const target = fc.stringMatching(/^\/v2\/[a-z/]{1,10}\?last=[\w,;:"=%.-]{0,10}$/);
  const name = fc
    .stringMatching(/^[a-z][a-z0-9-]{0,6}\*?$/)
    .filter((text) => text !== "rel" && text !== "rel*");
  const quoted = fc
    .stringMatching(/^[\x20-\x7e]{0,12}$/)
    .map((text) => `"${text.replace(/["\\]/g, "\\$&")}"`);
  const parameter = fc
    .tuple(name, fc.option(fc.oneof(quoted, fc.stringMatching(/^[\w.-]{1,8}$/))))
    .map(([key, value]) => (value === null ? key : `${key}=${value}`));
  const parameters = fc.array(parameter, { maxLength: 3 });
  const links = fc.array(
    fc.record({
      target,
      before: parameters,
      after: parameters,
      rel: fc.constantFrom("next", "prev", "first last"),
    }),
    { maxLength: 4 },
  );

  test("is found among other links with any parameters, in any spelling", () => {
    fc.assert(
      fc.property(links, fc.constantFrom(";", "; ", " ; "), fc.boolean(), (written, semicolon, quotes) => {
        const header = written
          .map(({ target: to, before, after, rel }) => {
            const own = quotes || rel.includes(" ") ? `rel="${rel}"` : `rel=${rel}`;
            return [`<${to}>`, ...before, own, ...after].join(semicolon);
          })
          .join(", ");
        const expected = written.find(({ rel }) => rel === "next")?.target;
        const url = expected === undefined ? undefined : new URL(expected, home.url);
        expect(nextPath(home, here, header)).toBe(url && `${url.pathname}${url.search}`);
      }),
      { numRuns: 1000 },
    );
  });

  test("is a path below /v2/ of the endpoint, or an error of the registry, for any header", () => {
    const piece = fc.constantFrom(
      "<",
      ">",
      ";",
      ",",
      "rel=next",
      '"',
      "\\",
      " ",
      "=",
      "/v2/",
      "..",
      "//evil.example",
      "%2e%2e/",
      "?",
      "#",
      "\t",
      "http:",
      "@",
      "a",
    );
    const text = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join("")),
      fc.array(piece, { maxLength: 6 }).map((pieces) => `<${pieces.join("")}>; rel=next`),
    );
    fc.assert(
      fc.property(text, fc.constantFrom(home, behind), (header, registry) => {
        let path: string | undefined;
        try {
          path = nextPath(registry, here, header);
        } catch (error) {
          expect(error).toMatchObject({ name: "RegistryError", code: "BAD_RESPONSE" });
          return;
        }
        if (path === undefined) return;
        const url = new URL(registry.url + path);
        expect(url.origin).toBe(new URL(registry.url).origin);
        expect(url.href).toBe(registry.url + path);
        expect(path.startsWith("/v2/")).toBe(true);
      }),
      { numRuns: 3000 },
    );
  });
});

describe("a list", () => {
  let server: ScriptedServer;
  let registry: Registry;
  afterEach(async () => {
    await registry.close();
    await server.stop();
  });

  async function open(script: Script, path = ""): Promise<Registry> {
    server = await startScriptedServer(script);
    registry = openRegistry(server.endpoint({ url: `${server.url}${path}` }));
    return registry;
  }
  const tags = () => listTags(registry, parseRepositoryName("app"));

  test("is read to its end, and a tag that two pages have is listed once", async () => {
    await open(({ url }, answer) => {
      const page = Number(new URL(url, "http://a").searchParams.get("last") ?? 0) + 1;
      const link = page < 4 ? { link: `</v2/app/tags/list?last=${page}>; rel="next"` } : undefined;
      answerJson(answer, 200, { name: "app", tags: [`v${page}`, `v${page + 1}`] }, link);
    });
    expect(await tags()).toEqual(["v1", "v2", "v3", "v4", "v5"]);
    expect(server.asked.map(({ url }) => url)).toEqual([
      "/v2/app/tags/list",
      "/v2/app/tags/list?last=1",
      "/v2/app/tags/list?last=2",
      "/v2/app/tags/list?last=3",
    ]);
  });

  test("whose page is an empty one goes on", async () => {
    await open(({ url }, answer) => {
      if (url.includes("last")) answerJson(answer, 200, { tags: ["v1"] });
      else answerJson(answer, 200, { tags: null }, { link: "<?last=a>; rel=next" });
    });
    expect(await tags()).toEqual(["v1"]);
  });

  test.each([[{ name: "app", tags: null }], [{ name: "app" }], [{ tags: [] }]])(
    "%j has no tags",
    async (body) => {
      await open((_, answer) => answerJson(answer, 200, body));
      expect(await tags()).toEqual([]);
    },
  );

  test("leaves out what no client could ask for", async () => {
    await open((_, answer) => answerJson(answer, 200, { tags: ["v1", "", "a b", "-x", "../..", "v2"] }));
    expect(await tags()).toEqual(["v1", "v2"]);
  });

  test("that leads in a circle ends with an error", async () => {
    await open(({ url }, answer) => {
      const to = url.endsWith("last=a") ? "last=b" : "last=a";
      answerJson(answer, 200, { tags: ["v1"] }, { link: `</v2/app/tags/list?${to}>; rel=next` });
    });
    await expect(tags()).rejects.toMatchObject({ code: "BAD_RESPONSE" });
    expect(server.asked).toHaveLength(3);
  });

  test("without an end ends with an error, although no page comes twice", async () => {
    await open((_, answer) => {
      answerJson(answer, 200, { tags: ["v1"] }, { link: `<?last=${server.asked.length}>; rel=next` });
    });
    const first = {
      method: "GET",
      path: "/v2/app/tags/list",
      scope: "",
      wanted: { what: "the tags of app", unknown: "NAME_UNKNOWN" },
    } as const;
    const read = async () => {
      for await (const { body } of pages(registry, first, 20)) await body.dump();
    };
    await expect(read()).rejects.toMatchObject({
      code: "BAD_RESPONSE",
      message:
        "Fake leads from page to page without an end: after 20 pages, /v2/app/tags/list?last=20 was to come.",
    });
    expect(server.asked).toHaveLength(20);
  });

  test("that leads to another server is not followed there", async () => {
    await open((_, answer) => {
      answerJson(answer, 200, { tags: ["v1"] }, { link: "<http://192.0.2.1/v2/app/tags/list>; rel=next" });
    });
    await expect(tags()).rejects.toMatchObject({ code: "BAD_RESPONSE" });
  });

  test("of a registry behind a path is asked for below it, page by page", async () => {
    await open(({ url }, answer) => {
      const link = url.includes("last") ? undefined : { link: "</v2/app/tags/list?last=a>; rel=next" };
      answerJson(answer, 200, { tags: url.includes("last") ? ["v2"] : ["v1"] }, link);
    }, "/docker/hub");
    expect(await tags()).toEqual(["v1", "v2"]);
    expect(server.asked.map(({ url }) => url)).toEqual([
      "/docker/hub/v2/app/tags/list",
      "/docker/hub/v2/app/tags/list?last=a",
    ]);
  });

  test.each([
    ["a page of HTML", "<html>"],
    ["something else", '{"tags":{"v1":1}}'],
    ["half of it", '{"tags":["v1",'],
    ["bytes that are no UTF-8", Buffer.from('{"tags":["\xff"]}', "latin1")],
  ])("that is %s is an error that asks whether a registry is there", async (_, body) => {
    await open((_asked, answer) => void answer.writeHead(200).end(body));
    await expect(tags()).rejects.toMatchObject({
      code: "BAD_RESPONSE",
      status: 200,
      message: expect.stringContaining("Is a registry at this endpoint?"),
    });
  });

  test("of repositories comes page by page, without names that no client could ask for", async () => {
    await open(({ url }, answer) => {
      if (url.includes("last")) answerJson(answer, 200, { repositories: null });
      else {
        const repositories = ["a", "Upper/Case", "../b", "b/c"];
        answerJson(answer, 200, { repositories }, { link: "<_catalog?last=b/c&n=2>; rel=next" });
      }
    });
    const read: string[][] = [];
    for await (const page of listRepositories(registry, { pageSize: 2 })) read.push(page);
    expect(read).toEqual([["a", "b/c"], []]);
    expect(server.asked.map(({ url }) => url)).toEqual(["/v2/_catalog?n=2", "/v2/_catalog?last=b/c&n=2"]);
  });

  test("that is left early is asked for no further page", async () => {
    await open((_, answer) => {
      answerJson(answer, 200, { repositories: ["a"] }, { link: `<?last=${server.asked.length}>; rel=next` });
    });
    for await (const page of listRepositories(registry)) {
      expect(page).toEqual(["a"]);
      break;
    }
    expect(server.asked).toHaveLength(1);
  });
});
