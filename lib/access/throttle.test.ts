import fc from "fast-check";
import type { Kysely } from "kysely";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Schema } from "#lib/db/schema.ts";
import { openTestDatabase } from "#lib/db/test-database.ts";
import { TooManyAttemptsError } from "./access-error.ts";
import { countAttempt, throttledAddress } from "./throttle.ts";

const start = Date.UTC(2026, 0, 1);

let db: Kysely<Schema>;
beforeEach(() => {
  db = openTestDatabase();
});
afterEach(() => db.destroy());

/** How long an attempt has to wait, in seconds; 0 where it is let through, and then fails. */
async function fail(username: string, address: string, now = start): Promise<number> {
  try {
    await countAttempt(db, { username, address }, now);
    return 0;
  } catch (error) {
    if (error instanceof TooManyAttemptsError) return error.retryAfter;
    throw error;
  }
}

describe("attempts by name", () => {
  test("have to wait longer after each failure, and a minute at most", async () => {
    const waits: number[] = [];
    let now = start;
    for (let attempt = 0; attempt < 20; attempt++) {
      // From ever new addresses, as an attacker with many machines would.
      const wait = await fail(attempt % 2 === 0 ? "ada" : "ADA", `192.0.2.${attempt}`, now);
      if (wait > 0) waits.push(wait);
      now += wait * 1000;
    }
    expect(waits).toEqual([1, 2, 4, 8, 16, 32, 60, 60]);
  });

  test("that come at once are not let through together", async () => {
    const waits = await Promise.all(
      Array.from({ length: 50 }, (_, number) => fail("ada", `192.0.2.${number}`)),
    );
    expect(waits.filter((wait) => wait === 0)).toHaveLength(5);
  });

  test("start anew after a success, and after an hour of rest", async () => {
    for (let attempt = 0; attempt < 4; attempt++) await fail("ada", "192.0.2.1");
    await (await countAttempt(db, { username: "ada", address: "192.0.2.1" }, start)).succeeded();
    expect(await fail("ada", "192.0.2.1")).toBe(0);
    expect(await fail("ada", "192.0.2.1")).toBe(0);
    for (let attempt = 0; attempt < 5; attempt++) await fail("ada", "192.0.2.2");
    expect(await fail("ada", "192.0.2.3")).toBeGreaterThan(0);
    expect(await fail("ada", "192.0.2.3", start + 61 * 60_000)).toBe(0);
    expect(await db.selectFrom("sign_in_failures").selectAll().execute()).toHaveLength(2);
  });
});

describe("attempts by address", () => {
  test("are slowed whatever the names", async () => {
    const waits: number[] = [];
    for (let attempt = 0; attempt < 20; attempt++) waits.push(await fail(`user${attempt}`, "192.0.2.1"));
    expect(waits.filter((wait) => wait === 0)).toHaveLength(15);
    expect(await fail("ada", "192.0.2.2")).toBe(0);
  });

  test("stay counted when somebody there signs in", async () => {
    for (let attempt = 0; attempt < 14; attempt++) await fail(`user${attempt}`, "192.0.2.1");
    await (await countAttempt(db, { username: "mine", address: "192.0.2.1" }, start)).succeeded();
    expect(await fail("a", "192.0.2.1")).toBe(0);
    expect(await fail("b", "192.0.2.1")).toBe(1);
  });
});

describe("throttledAddress", () => {
  test.each([
    ["192.0.2.1", "192.0.2.1"],
    ["::ffff:192.0.2.1", "192.0.2.1"],
    ["2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"],
    ["2001:db8:1:2::ffff", "2001:db8:1:2::/64"],
    ["fe80::1%eth0", "fe80::/64"],
    ["", "unknown"],
    ["<script>", "unknown"],
  ])("counts %j as %s", (address, counted) => expect(throttledAddress(address)).toBe(counted));

  test("takes any text", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.ipV6(), fc.ipV4Extended()), (text) => {
        expect(throttledAddress(text).length).toBeLessThan(64);
      }),
    );
  });
});
