import { afterEach, describe, expect, test, vi } from "vitest";
import { type ScriptedServer, startScriptedServer } from "./test-server.ts";
import { openTransport, type Transport } from "./transport.ts";

/** What a resolver answers in turn for each name; every other name is asked of the system. */
const answers = vi.hoisted(() => new Map<string, string[][]>());
vi.mock("node:dns", async (original) => {
  const dns = await original<typeof import("node:dns")>();
  const lookup = (host: string, options: { all?: boolean }, callback: (...result: unknown[]) => void) => {
    const planned = answers.get(host);
    if (planned === undefined) return dns.lookup(host, options, callback);
    const addresses = (planned.length > 1 ? planned.shift() : planned[0]) ?? [];
    const all = addresses.map((address) => ({ address, family: address.includes(":") ? 6 : 4 }));
    queueMicrotask(() => callback(null, options.all ? all : all[0]?.address, all[0]?.family));
  };
  return { ...dns, default: { ...dns, lookup }, lookup };
});

let server: ScriptedServer;
let transport: Transport;
afterEach(async () => {
  answers.clear();
  await transport.close();
  await server.stop();
});

/** Connections of a registry that is at a name, and a server on loopback that it may try to send us to. */
async function open(own: string[][]): Promise<void> {
  server = await startScriptedServer((_, answer) => void answer.end("secret"));
  answers.set("registry.test", own);
  transport = openTransport(server.endpoint({ url: "http://registry.test:5000" }));
}
const get = async (host: string) => {
  const { body } = await transport.send({
    method: "GET",
    url: new URL(`http://${host}:${server.port}/`),
    headers: {},
  });
  return body.text();
};
const refused = { code: "REDIRECT_FORBIDDEN" };

describe("a registry at a public address", () => {
  const elsewhere = [["192.0.2.1"]];

  test.each(["127.0.0.1", "localhost", "[::1]", "0.0.0.0", "127.1"])(
    "may not send us to %s",
    async (host) => {
      await open(elsewhere);
      await expect(get(host)).rejects.toMatchObject(refused);
      expect(server.asked).toEqual([]);
    },
  );

  test("may not send us to a name that is at a guarded address, alone or among others", async () => {
    await open(elsewhere);
    answers.set("one.test", [["127.0.0.1"]]);
    answers.set("both.test", [["192.0.2.2", "127.0.0.1"]]);
    answers.set("six.test", [["::ffff:127.0.0.1"]]);
    answers.set("cloud.test", [["169.254.169.254"]]);
    for (const host of ["one.test", "both.test", "six.test", "cloud.test"]) {
      await expect(get(host)).rejects.toMatchObject(refused);
    }
    expect(server.asked).toEqual([]);
  });
});

describe("a registry on loopback", () => {
  test("may send us to another port of it, by address and by name", async () => {
    await open([["127.0.0.1"]]);
    expect(await get("127.0.0.1")).toBe("secret");
    answers.set("storage.test", [["127.0.0.1"]]);
    expect(await get("storage.test")).toBe("secret");
  });

  test("may not send us to link-local addresses", async () => {
    await open([["127.0.0.1"]]);
    await expect(get("169.254.169.254")).rejects.toMatchObject(refused);
  });
});

test("a registry whose name could not be resolved once is looked up again", async () => {
  await open([[], ["127.0.0.1"]]);
  await expect(get("127.0.0.1")).rejects.toMatchObject(refused);
  expect(await get("127.0.0.1")).toBe("secret");
});
