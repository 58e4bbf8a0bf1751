import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { announce } from "#lib/activity/announce.ts";
import { database } from "#lib/db/database.ts";
import { parseRepositoryName, parseTag } from "#lib/oci/reference.ts";
import { startTestApi, type TestApi } from "./test-api.ts";

let api: TestApi;
let token: string;
/** The session of the administrator who made the token. */
let administrator: { readonly cookie: string };
beforeEach(async () => {
  // Nothing answers there: what is tested here asks no registry.
  api = startTestApi({ REGISTRY_URL: "http://127.0.0.1:9", REGISTRY_SLUG: "prod" });
  await api.enter("administrator");
  const made = await api.call("POST", "/api/registries/prod/notifications");
  token = ((await made.json()) as { token: string }).token;
  administrator = { cookie: api.cookie() };
  api.leave();
});
afterEach(() => api.close());

const event = {
  id: "1",
  timestamp: "2026-11-25T03:06:13Z",
  action: "push",
  target: { repository: "team/app", digest: `sha256:${"a".repeat(64)}` },
  actor: { name: "robot" },
};

/** As distribution does: no Origin, no cookie, a type of its own. */
const deliver = (body: unknown, headers: Readonly<Record<string, string>> = {}, slug = "prod") =>
  api.call("POST", `/api/events/${slug}`, {
    body,
    headers: {
      "content-type": "application/vnd.docker.distribution.events.v1+json",
      authorization: `Bearer ${token}`,
      ...headers,
    },
  });

describe("a registry’s notifications", () => {
  test("are taken in with its token alone, and then shown", async () => {
    const answer = await deliver({ events: [event, { ...event, id: "2", action: "archive" }] });
    expect([answer.status, await answer.json()]).toEqual([200, { accepted: 1, ignored: 1 }]);
    await api.enter("viewer");
    const list = await (await api.call("GET", "/api/activity?repository=app&action=push")).json();
    expect(list).toMatchObject({ more: false, entries: [{ registry: "prod", actor: "robot" }] });
  });

  test.each([
    ["no token", "", 'Bearer realm="Stowage notifications"'],
    ["another scheme", "Basic cm9ib3Q6cHc=", 'Bearer realm="Stowage notifications"'],
    ["a wrong token", "Bearer wrong", 'Bearer realm="Stowage notifications", error="invalid_token"'],
  ])("are refused with %s, which is not the administrator’s session", async (_, authorization, challenge) => {
    const answer = await deliver({ events: [event] }, { authorization, ...administrator });
    expect([answer.status, answer.headers.get("www-authenticate")]).toEqual([401, challenge]);
    expect(await answer.json()).toMatchObject({ code: "TOKEN_WRONG" });
  });

  test("of a registry that is not set up are refused", async () => {
    expect((await deliver({ events: [] }, {}, "elsewhere")).status).toBe(404);
  });

  test("that are none are refused with what is wrong with them", async () => {
    const answer = await deliver({ events: [{ ...event, target: "team/app" }] });
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({
      code: "ENVELOPE_INVALID",
      detail: expect.stringContaining("events.0.target"),
    });
    expect((await deliver("{")).status).toBe(400);
    expect((await deliver("a=b", { "content-type": "application/x-www-form-urlencoded" })).status).toBe(415);
    expect((await deliver(`"${"x".repeat(2 * 1024 * 1024)}"`)).status).toBe(413);
  });

  test("from a page of another site are refused", async () => {
    const answer = await deliver({ events: [event] }, { "sec-fetch-site": "cross-site" });
    expect(answer.status).toBe(403);
  });

  test("stop with the token", async () => {
    await api.call("DELETE", "/api/registries/prod/notifications", { headers: administrator });
    expect((await deliver({ events: [event] })).status).toBe(401);
  });
});

describe("activity", () => {
  test("does not tell strangers who look without signing in who did it", async () => {
    await deliver({ events: [event] });
    const body = { anonymousViewing: true };
    await api.call("PUT", "/api/settings/access", { body, headers: administrator });
    const list = await (await api.call("GET", "/api/activity")).json();
    expect(list).toMatchObject({ entries: [{ repository: "team/app", actor: null, address: null }] });
  });

  test("is streamed, each change to those who listen to its registry, from where they were", async () => {
    await api.enter("viewer");
    const change = (registry: string, tag: string) =>
      announce(database(), {
        registry,
        repository: parseRepositoryName("team/app"),
        action: "push",
        tags: [parseTag(tag)],
      });
    await change("prod", "v1");
    const first = await streamed("/api/activity/stream?registry=prod", 1);
    expect(first).toMatchObject([{ event: "ready" }]);
    await change("lab", "v2");
    await change("prod", "v3");
    const ids = [first[0]?.id ?? ""];
    for (const [query, headers] of [
      [`&since=${ids[0]}`, {}],
      ["&since=0", { "last-event-id": ids[0] ?? "" }],
    ] as const) {
      const [, heard] = await streamed(`/api/activity/stream?registry=prod${query}`, 2, headers);
      expect(JSON.parse(heard?.data ?? "")).toEqual({
        registry: "prod",
        repository: "team/app",
        action: "push",
        tags: ["v3"],
      });
    }
  });

  test("says that changes were missed where they are no longer kept", async () => {
    await api.enter("viewer");
    expect(await streamed("/api/activity/stream?since=1", 1)).toMatchObject([{ event: "missed" }]);
  });
});

interface Message {
  readonly id?: string;
  readonly event?: string;
  readonly data?: string;
}

/** The first messages of a stream. */
async function streamed(
  path: string,
  count: number,
  headers: Readonly<Record<string, string>> = {},
): Promise<Message[]> {
  const { body } = await api.call("GET", path, { headers });
  const messages: Message[] = [];
  let rest = "";
  for await (const text of body?.pipeThrough(new TextDecoderStream()) ?? []) {
    const blocks = (rest + text).split("\n\n");
    rest = blocks.pop() ?? "";
    for (const block of blocks) {
      if (block.startsWith(":")) continue;
      messages.push(Object.fromEntries(block.split("\n").map((line) => line.split(/: (.*)/s).slice(0, 2))));
    }
    if (messages.length >= count) break;
  }
  return messages;
}
