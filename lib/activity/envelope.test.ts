import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isDigest } from "#lib/oci/digest.ts";
import { isRepositoryName, isTag } from "#lib/oci/reference.ts";
import { readEnvelope } from "./envelope.ts";

const digest = `sha256:${"a".repeat(64)}`;

/** A push as distribution 2.8.2 wrote it. */
const push = {
  id: "495d770d-b2d0-4e96-af08-30a12106ce57",
  timestamp: "2026-11-25T03:06:13.70941013Z",
  action: "push",
  target: {
    mediaType: "application/vnd.oci.image.manifest.v1+json",
    size: 401,
    digest,
    length: 401,
    repository: "team/other",
    url: `http://127.0.0.1:5000/v2/team/other/manifests/${digest}`,
    tag: "v2",
  },
  request: {
    id: "a269a2f3-e441-4d89-ac8a-21f326af6e6d",
    addr: "192.0.2.7:38872",
    host: "127.0.0.1:5000",
    method: "PUT",
    useragent: "skopeo/1.9.3",
  },
  actor: { name: "robot" },
  source: { addr: "registry:5000", instanceID: "e7dc46b4-3f98-43ce-8bdd-b973413e094e" },
};

const read = (...events: unknown[]) => {
  const envelope = readEnvelope({ events });
  if (!envelope.ok) throw new Error(envelope.why);
  return envelope;
};
const withTarget = (target: object) => ({ ...push, target: { ...push.target, ...target } });
const fromAddress = (addr: string) => ({ ...push, request: { ...push.request, addr } });

test("a push tells what, who, when and from where", () => {
  expect(read(push)).toEqual({
    ok: true,
    ignored: 0,
    events: [
      {
        id: push.id,
        at: Date.parse("2026-11-25T03:06:13.709Z"),
        action: "push",
        repository: "team/other",
        tag: "v2",
        digest,
        origin: { actor: "robot", address: "192.0.2.7", userAgent: "skopeo/1.9.3" },
      },
    ],
  });
});

test("a registry without accounts names no actor", () => {
  expect(read({ ...push, actor: {} }).events[0]?.origin.actor).toBeNull();
  expect(read({ ...push, actor: { name: " " } }).events[0]?.origin.actor).toBeNull();
});

test.each([
  ["192.0.2.7", "192.0.2.7"],
  ["[2001:db8::1]:5000", "2001:db8::1"],
  ["2001:db8::1", "2001:db8::1"],
  ["", null],
])("the address %j is that of %j", (addr, address) => {
  expect(read(fromAddress(addr)).events[0]?.origin.address).toBe(address);
});

test("a deletion names a digest, or a tag that went along", () => {
  const { events } = read(
    { ...push, action: "delete", target: { digest, repository: "team/app" } },
    { ...push, action: "delete", target: { tag: "v1", repository: "team/app" } },
  );
  expect(events).toMatchObject([
    { action: "delete", tag: null, digest },
    { action: "delete", tag: "v1", digest: null },
  ]);
});

test("a pull is told from a mere look by its method", () => {
  const pull = { ...push, action: "pull" };
  const { events } = read(
    { ...pull, request: { ...push.request, method: "HEAD" } },
    { ...pull, request: { ...push.request, method: "GET" } },
  );
  expect(events).toMatchObject([{ method: "HEAD" }, { method: "GET" }]);
});

test.each([
  ["a blob", withTarget({ mediaType: "application/octet-stream" })],
  ["what is fetched from among the blobs", withTarget({ url: `http://r/v2/a/blobs/${digest}` })],
  ["an action of the future", { ...push, action: "archive" }],
  ["a mount", { ...push, action: "mount" }],
  ["a name that is none", withTarget({ repository: "Team/App" })],
  ["no repository", withTarget({ repository: undefined })],
  ["a push of nothing", withTarget({ digest: "sha256:short" })],
  ["no time", { ...push, timestamp: "yesterday" }],
])("%s is left out, and the rest of the envelope is taken in", (_, event) => {
  expect(read(event, push)).toMatchObject({ ignored: 1, events: [{ tag: "v2" }] });
});

test("what a tag would not be is no tag", () => {
  expect(read(withTarget({ tag: "../x" })).events).toMatchObject([{ action: "push", tag: null, digest }]);
});

describe("what is no envelope is refused, and the sentence names what is wrong", () => {
  test.each([
    [null, /object/],
    [[], /object/],
    [{}, /^events: /],
    [{ events: {} }, /^events: /],
    [{ events: [push, "push"] }, /^events\.1: /],
    [{ events: [{ ...push, id: 7 }] }, /^events\.0\.id: /],
    [{ events: [{ ...push, target: null }] }, /^events\.0\.target: /],
  ])("%j", (value, why) => {
    expect(readEnvelope(value)).toEqual({ ok: false, why: expect.stringMatching(why) });
  });
});

test("whatever comes, only names that hold come out, and every event is accounted for", () => {
  const text = fc.oneof(fc.string(), fc.constantFrom("push", "pull", "delete", "team/app", "v1", digest));
  const event = fc.record({
    id: fc.string({ minLength: 1, maxLength: 60 }),
    timestamp: fc.oneof(fc.string(), fc.constant(push.timestamp)),
    action: fc.oneof(text, fc.constantFrom("push", "pull", "delete")),
    target: fc.record(
      { repository: text, tag: text, digest: text, mediaType: text, url: text },
      { requiredKeys: [] },
    ),
    request: fc.option(fc.record({ addr: text, method: text, useragent: text }, { requiredKeys: [] })),
    actor: fc.option(fc.record({ name: text }, { requiredKeys: [] })),
  });
  fc.assert(
    fc.property(fc.array(event, { maxLength: 5 }), (events) => {
      const envelope = read(...events);
      expect(envelope.events.length + envelope.ignored).toBe(events.length);
      for (const { repository, tag, digest: named, origin, at } of envelope.events) {
        expect(isRepositoryName(repository)).toBe(true);
        expect(tag === null || isTag(tag)).toBe(true);
        expect(named === null || isDigest(named)).toBe(true);
        expect(tag !== null || named !== null).toBe(true);
        expect(Number.isFinite(at)).toBe(true);
        for (const one of Object.values(origin)) expect(one === null || one.length <= 255).toBe(true);
      }
    }),
  );
});

test("anything at all is read or refused, and never thrown at", () => {
  fc.assert(
    fc.property(fc.anything(), (value) => {
      expect(typeof readEnvelope(value).ok).toBe("boolean");
    }),
  );
});
