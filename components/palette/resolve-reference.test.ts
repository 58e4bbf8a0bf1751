import fc from "fast-check";
import { expect, test } from "vitest";
import { resolveReference } from "./resolve-reference.ts";

const production = { slug: "prod", name: "Production", hosts: ["registry.example:5000", "10.0.0.5:5000"] };
const staging = { slug: "staging", name: "Staging", hosts: ["staging.example"] };
const registries = [production, staging];
const digest = `sha256:${"a".repeat(64)}`;

test.each([
  ["registry.example:5000/team/app:v1", "/r/prod/team/app:v1"],
  ["docker pull registry.example:5000/team/app:v1", "/r/prod/team/app:v1"],
  ["sudo podman pull --tls-verify=false REGISTRY.example:5000/team/app:v1", "/r/prod/team/app:v1"],
  [`10.0.0.5:5000/team/app:v1@${digest}`, `/r/prod/team/app@${digest}`],
  ["https://staging.example/team/app/", "/r/staging/team/app"],
  ["docker://staging.example/a/b/c:1.0", "/r/staging/a/b/c:1.0"],
  ["https://registry.example:5000/v2/team/app/manifests/v2", "/r/prod/team/app:v2"],
  [`registry.example:5000/v2/team/app/manifests/${digest}`, `/r/prod/team/app@${digest}`],
])("%s opens %s", (text, address) => {
  expect(resolveReference(text, registries)).toMatchObject({ kind: "pages", pages: [{ address }] });
});

test("a reference without host may mean any registry", () => {
  expect(resolveReference("team/app:v1", registries)).toEqual({
    kind: "pages",
    pages: [
      { registry: production, address: "/r/prod/team/app:v1" },
      { registry: staging, address: "/r/staging/team/app:v1" },
    ],
  });
});

test("a reference to a registry that is not set up names its host", () => {
  expect(resolveReference("ghcr.io/team/app:v1", registries)).toEqual({ kind: "elsewhere", host: "ghcr.io" });
});

test("whatever is pasted, an address stays below its registry", () => {
  fc.assert(
    fc.property(
      fc.oneof(fc.string(), fc.webUrl(), fc.string({ unit: fc.constantFrom("/", ".", ":", "@", "a", "%") })),
      (text) => {
        const resolved = resolveReference(text, registries);
        const addresses = resolved.kind === "pages" ? resolved.pages.map(({ address }) => address) : [];
        for (const address of addresses)
          expect(new URL(address, "http://x").pathname).toMatch(/^\/r\/(prod|staging)\/[a-z0-9]/);
      },
    ),
  );
});
