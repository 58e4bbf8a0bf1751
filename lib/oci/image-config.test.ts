import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readImageConfig } from "./image-config.ts";

function read(content: unknown) {
  const text = typeof content === "string" ? content : JSON.stringify(content);
  return readImageConfig(new TextEncoder().encode(text));
}

function configOf(content: unknown) {
  const result = read(content);
  if (!result.ok) throw new Error(result.why);
  return result.config;
}

describe("readImageConfig", () => {
  it("reads a config of Docker with all that it may have", () => {
    const config = configOf({
      created: "2024-08-14T21:31:12Z",
      author: "a",
      architecture: "arm64",
      variant: "v8",
      os: "linux",
      config: {
        User: "101",
        ExposedPorts: { "80/tcp": {}, "443/tcp": {} },
        Env: ["PATH=/bin"],
        Entrypoint: ["/entrypoint.sh"],
        Cmd: ["nginx", "-g", "daemon off;"],
        Volumes: { "/data": {} },
        WorkingDir: "/srv",
        Labels: { maintainer: "x" },
        StopSignal: "SIGQUIT",
        Shell: ["/bin/bash", "-c"],
        OnBuild: ["RUN x"],
        Healthcheck: { Test: ["CMD-SHELL", "true"], Interval: 30_000_000_000, Retries: 3 },
      },
      rootfs: { type: "layers", diff_ids: ["sha256:a"] },
      history: [{ created: "2024-08-14T21:31:12Z", created_by: "RUN x", comment: "c", empty_layer: true }],
    });
    expect(config).toMatchObject({
      created: "2024-08-14T21:31:12Z",
      architecture: "arm64",
      config: {
        ExposedPorts: ["80/tcp", "443/tcp"],
        Volumes: ["/data"],
        Cmd: ["nginx", "-g", "daemon off;"],
        Healthcheck: { Test: ["CMD-SHELL", "true"], Interval: 30_000_000_000, Retries: 3 },
      },
      history: [{ created_by: "RUN x", empty_layer: true }],
    });
  });

  it("reads the empty config", () => {
    expect(configOf({})).toMatchObject({
      architecture: "unknown",
      os: "unknown",
      config: { User: "", Env: [], Entrypoint: [], Cmd: [], ExposedPorts: [], Labels: {}, WorkingDir: "" },
      rootfs: { type: "layers", diff_ids: [] },
      history: [],
    });
  });

  it("takes null for absent, everywhere", () => {
    const names = [
      "created",
      "author",
      "architecture",
      "os",
      "os.version",
      "variant",
      "rootfs",
      "history",
      "config",
    ];
    const nulls = Object.fromEntries(names.map((name) => [name, null]));
    expect(configOf(nulls)).toEqual(configOf({}));
    const inside = [
      "User",
      "ExposedPorts",
      "Env",
      "Entrypoint",
      "Cmd",
      "Volumes",
      "WorkingDir",
      "Labels",
      "StopSignal",
    ];
    const more = ["Shell", "OnBuild", "Healthcheck", "ArgsEscaped"];
    const config = Object.fromEntries([...inside, ...more].map((name) => [name, null]));
    expect(configOf({ config })).toEqual(configOf({}));
    expect(
      configOf({
        history: [{ created: null, created_by: null, author: null, comment: null, empty_layer: null }],
      }).history,
    ).toEqual(configOf({ history: [{}] }).history);
  });

  it("reads what odd tools write: one string for a list, a list for a set, labels that are no strings", () => {
    const { config } = configOf({
      config: {
        Cmd: "run.sh",
        Entrypoint: "/x",
        Volumes: ["/data"],
        ExposedPorts: ["80"],
        Labels: { a: 1, b: true, c: null },
      },
    });
    expect(config).toMatchObject({
      Cmd: ["run.sh"],
      Entrypoint: ["/x"],
      Volumes: ["/data"],
      ExposedPorts: ["80"],
      Labels: { a: "1", b: "true", c: "null" },
    });
  });

  it("takes Go's zero time for no date at all", () => {
    const created = "0001-01-01T00:00:00Z";
    const config = configOf({ created, history: [{ created }, { created: "1970-01-01T00:00:00Z" }] });
    expect(config.created).toBeUndefined();
    expect(config.history.map((entry) => entry.created)).toEqual([undefined, "1970-01-01T00:00:00Z"]);
  });

  it.each<[string, unknown, string]>([
    ["no JSON", "{", "The config is not JSON in UTF-8."],
    [
      "no object",
      "7",
      "The config is not as the specification has it: Invalid input: expected object, received number.",
    ],
    [
      "an Env of numbers",
      { config: { Env: [1] } },
      "The config is not as the specification has it: “config.Env.0”: Invalid input: expected string, received number.",
    ],
    [
      "a history that is no list",
      { history: {} },
      "The config is not as the specification has it: “history”: Invalid input: expected array, received object.",
    ],
    [
      "ports that are text",
      { config: { ExposedPorts: "80" } },
      "The config is not as the specification has it: “config.ExposedPorts”: Invalid input: expected array, received string.",
    ],
  ])("says what is wrong with %s", (_, content, why) => {
    expect(read(content)).toEqual({ ok: false, why });
  });

  it("says so of bytes that are no UTF-8", () => {
    expect(readImageConfig(Uint8Array.of(0xc3, 0x28))).toMatchObject({ ok: false });
  });

  it("keeps labels named after properties of every object, and pollutes none", () => {
    const { config } = configOf('{"config":{"Labels":{"__proto__":{"polluted":1},"constructor":"c"}}}');
    expect(Object.entries(config.Labels)).toContainEqual(["constructor", "c"]);
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });

  it("never throws, whatever the bytes", () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.jsonValue(),
          fc.record({ config: fc.jsonValue(), history: fc.jsonValue(), rootfs: fc.jsonValue() }),
        ),
        (content) => {
          const result = read(content);
          if (!result.ok) expect(result.why).toMatch(/^The config is not .*\.$/s);
        },
      ),
      { numRuns: 1000 },
    );
  });
});
