import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { hashPassword, isOutdatedHash, verifyPassword } from "./password-hash.ts";

describe("hashPassword", () => {
  test("writes Argon2id with OWASP's cost as a PHC string, another each time", async () => {
    const [one, two] = await Promise.all([hashPassword("secret"), hashPassword("secret")]);
    expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$/);
    expect(one).not.toBe(two);
    expect(isOutdatedHash(one)).toBe(false);
  });
});

describe("verifyPassword", () => {
  test("knows the password and no other", async () => {
    const hash = await hashPassword("sécret");
    expect(await verifyPassword("sécret", hash)).toBe(true);
    expect(await verifyPassword("se\u0301cret", hash)).toBe(true);
    expect(await verifyPassword("Sécret", hash)).toBe(false);
    expect(await verifyPassword("", hash)).toBe(false);
  });

  test("reads hashes that other programs made, with other costs", async () => {
    // The reference implementation: echo -n password | argon2 somesalt -id -t 2 -m 16 -p 1 -l 32
    const hash = "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc";
    expect(await verifyPassword("password", hash)).toBe(true);
    expect(isOutdatedHash(hash)).toBe(true);
  });

  test("takes about as long for a user who does not exist", async () => {
    const hash = await hashPassword("secret");
    const time = async (against: string | undefined) => {
      const start = performance.now();
      for (let round = 0; round < 5; round++) await verifyPassword("wrong", against);
      return performance.now() - start;
    };
    await time(hash);
    const [known, unknown] = [await time(hash), await time(undefined)];
    expect(unknown).toBeGreaterThan(known / 4);
  });

  test("takes no damaged hash for right, and no cost that would exhaust the server", async () => {
    const hash = await hashPassword("secret");
    await fc.assert(
      fc.asyncProperty(
        fc.nat(hash.length - 1),
        fc.constantFrom("", "x", "$", "9"),
        async (position, inserted) => {
          const damaged = hash.slice(0, position) + inserted + hash.slice(position + 1);
          if (damaged !== hash) expect(await verifyPassword("secret", damaged)).toBe(false);
        },
      ),
      { numRuns: 20 },
    );
    expect(await verifyPassword("secret", hash.replace("m=19456", "m=4194304"))).toBe(false);
    expect(await verifyPassword("secret", hash.replace("t=2", "t=1000000"))).toBe(false);
  });
});
