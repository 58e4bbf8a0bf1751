import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, test } from "vitest";
import { keepFraming, restoreFraming } from "./framing.ts";

let stop = async () => undefined as unknown;
afterEach(() => stop());

/** Serves an answer whose headers are given to Node as Next does, which leaves some out. */
async function serve(
  headers: Record<string, string>,
  end: (answer: ServerResponse) => void,
): Promise<string> {
  const kept = new Headers(headers);
  keepFraming(kept);
  const server = createServer((_, answer) => {
    restoreFraming(answer);
    for (const [name, value] of kept) {
      if (name !== "content-length" && name !== "content-encoding") answer.setHeader(name, value);
    }
    end(answer);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  stop = () => new Promise((resolve) => server.close(resolve).closeAllConnections());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

describe("an answer's framing", () => {
  test("outlasts Next, and nothing is left of the way it took", async () => {
    const url = await serve({ "content-length": "7", etag: '"x"' }, (answer) => answer.end());
    const { headers } = await fetch(url, { method: "HEAD" });
    expect(headers.get("content-length")).toBe("7");
    expect(headers.get("etag")).toBe('"x"');
    expect(headers.has("transfer-encoding")).toBe(false);
    expect([...headers.keys()].filter((name) => name.startsWith("x-"))).toEqual([]);
  });

  test("lets a reader see that a body broke off", async () => {
    const url = await serve({ "content-length": "7" }, (answer) => {
      answer.write("con", () => answer.destroy());
    });
    await expect(fetch(url).then((response) => response.text())).rejects.toThrow();
  });

  test("is left to Node where the registry told none", async () => {
    const url = await serve({}, (answer) => {
      answer.write("con");
      answer.end("tent");
    });
    const response = await fetch(url);
    expect(response.headers.get("transfer-encoding")).toBe("chunked");
    expect(await response.text()).toBe("content");
  });

  test("tells of an encoding", async () => {
    const url = await serve({ "content-encoding": "identity" }, (answer) => answer.end("x"));
    expect((await fetch(url)).headers.get("content-encoding")).toBe("identity");
  });
});
