import { expect, test } from "vitest";
import { RegistryError } from "#lib/registry/error.ts";
import type { Registry, RegistryRequest, RegistryResponse } from "#lib/registry/open.ts";
import { pacedRegistry } from "./paced-registry.ts";

/** A registry whose answers a test gives by hand, and a clock. */
function byHand() {
  const open: { answer: () => void; fail: (code: string) => void }[] = [];
  let clock = 0;
  const registry = {
    request: () =>
      new Promise<RegistryResponse>((resolve, reject) => {
        open.push({
          answer: () => resolve({} as RegistryResponse),
          fail: (code) => reject(new RegistryError({ code, registry: "r", message: code })),
        });
      }),
  } as unknown as Registry;
  const paced = pacedRegistry(registry, { first: 4, least: 1, most: 6, now: () => clock });
  const ask = (count: number) => {
    for (let index = 0; index < count; index += 1) {
      paced.registry.request({} as RegistryRequest).catch(() => undefined);
    }
  };
  /** Gives every open request its end, and lets what follows from it happen. */
  const round = async (milliseconds: number, end: "answer" | { readonly code: string }) => {
    clock += milliseconds;
    for (const { answer, fail } of open.splice(0)) end === "answer" ? answer() : fail(end.code);
    for (let turn = 0; turn < 10; turn += 1) await Promise.resolve();
  };
  return { ask, round, open, pace: paced.pace };
}

test("no more requests are under way than the limit, and the others follow", async () => {
  const { ask, round, open, pace } = byHand();
  ask(10);
  await round(0, { code: "MANIFEST_UNKNOWN" });
  expect(open.length).toBeLessThanOrEqual(pace.limit);
  for (let turn = 0; turn < 5; turn += 1) await round(10, "answer");
  expect(pace.requests).toBe(10);
});

test("good answers raise the limit, one at a time and up to the most", async () => {
  const { ask, round, pace } = byHand();
  ask(100);
  await Promise.resolve();
  await round(10, "answer");
  expect(pace.limit).toBe(5);
  for (let turn = 0; turn < 12; turn += 1) await round(10, "answer");
  expect(pace.limit).toBe(6);
});

test.each(["TOOMANYREQUESTS", "UNAVAILABLE", "TIMEOUT"])("%s halves it, once for a round", async (code) => {
  const { ask, round, pace } = byHand();
  ask(100);
  await Promise.resolve();
  await round(10, { code });
  expect(pace.limit).toBe(2);
  await round(10, { code });
  await round(10, { code });
  expect(pace.limit).toBe(1);
});

test("answers that come late halve it too", async () => {
  const { ask, round, pace } = byHand();
  ask(100);
  await Promise.resolve();
  await round(20, "answer");
  expect(pace.limit).toBe(5);
  await round(5_000, "answer");
  expect(pace.limit).toBe(2);
});

test("an unknown manifest says nothing of the registry’s strength", async () => {
  const { ask, round, pace } = byHand();
  ask(100);
  await Promise.resolve();
  await round(10, { code: "MANIFEST_UNKNOWN" });
  expect(pace.limit).toBe(5);
});
