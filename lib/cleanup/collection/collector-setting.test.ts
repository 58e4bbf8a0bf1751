import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { commandLine } from "#lib/oci/shell-quote.ts";
import { collectorSettingSchema, configPath, storagePath, unknownCollector } from "./collector-setting.ts";

describe("how a registry’s garbage is collected", () => {
  test("is distribution 2 in Docker, by hand, where nobody has said so", () => {
    expect(unknownCollector).toMatchObject({
      kind: "docker",
      major: 2,
      deleteUntagged: false,
      everyHours: null,
      container: "registry",
      webhook: null,
    });
    expect(configPath(unknownCollector)).toBe("/etc/docker/registry/config.yml");
    expect(storagePath(unknownCollector)).toBe("/var/lib/registry");
  });

  test.each([
    ["container", "registry; rm -rf /"],
    ["container", "-registry"],
    ["unit", "docker registry"],
    ["account", "$(id)"],
    ["program", "registry serve"],
    ["program", "bin/registry"],
    ["namespace", "Default"],
    ["config", "config.yml"],
    ["config", "/etc/../root/config.yml"],
    ["storage", "/var/lib/registry/.."],
    ["storage", "/"],
    ["webhook", "file:///etc/passwd"],
    ["webhook", "https://user:password@hooks.example.com/"],
    ["everyHours", 0],
    ["hoursAtMost", 1_000],
  ])("refuses %s %j", (field, value) => {
    expect(collectorSettingSchema.safeParse({ [field]: value }).success).toBe(false);
  });

  test("takes no name that means anything to a shell", () => {
    const names = [
      "container",
      "service",
      "unit",
      "program",
      "account",
      "namespace",
      "deployment",
      "config",
      "storage",
    ];
    fc.assert(
      fc.property(fc.constantFrom(...names), fc.string(), (field, text) => {
        const read = collectorSettingSchema.safeParse({ [field]: text });
        if (!read.success) return;
        const name = String(read.data[field as "container"]);
        expect(name === "" ? "" : commandLine([name])).toBe(name);
        expect(name).not.toMatch(/^-/);
      }),
    );
  });
});
