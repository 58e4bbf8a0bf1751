import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { guardedKind, guardedKindsOf } from "./addresses.ts";

describe("an address", () => {
  test.each([
    ["127.0.0.1", "loopback"],
    ["127.255.255.254", "loopback"],
    ["0.0.0.0", "loopback"],
    ["0.1.2.3", "loopback"],
    ["::1", "loopback"],
    ["::", "loopback"],
    ["::ffff:127.0.0.1", "loopback"],
    ["::127.0.0.1", "loopback"],
    ["64:ff9b::7f00:1", "loopback"],
    ["2002:7f00:1::", "loopback"],
    ["169.254.169.254", "link-local"],
    ["169.254.170.2", "link-local"],
    ["::ffff:169.254.169.254", "link-local"],
    ["::ffff:0:169.254.169.254", "link-local"],
    ["64:ff9b::a9fe:a9fe", "link-local"],
    ["2002:a9fe:a9fe::1", "link-local"],
    ["fe80::1", "link-local"],
    ["fe80::1%eth0", "link-local"],
    ["fd00:ec2::254", "metadata"],
    ["fd00:ec2::23", "metadata"],
    ["fd20:ce::254", "metadata"],
    ["fd00:42::42", "metadata"],
    ["100.100.100.200", "metadata"],
    ["::ffff:100.100.100.200", "metadata"],
    ["192.0.0.192", "metadata"],
    ["168.63.129.16", "metadata"],
  ])("%s is guarded as %s", (address, kind) => {
    expect(guardedKind(address)).toBe(kind);
  });

  test.each(["10.0.0.5", "172.16.0.1", "192.168.1.1", "100.64.0.1", "1.1.1.1", "2606:4700::1111", "fd00::5"])(
    "%s is not guarded: a company's storage may be there",
    (address) => {
      expect(guardedKind(address)).toBeUndefined();
    },
  );

  const octet = fc.integer({ min: 0, max: 255 });
  const guarded = fc.oneof(
    fc.tuple(fc.constant(127), octet, octet, octet),
    fc.tuple(fc.constant(169), fc.constant(254), octet, octet),
  );
  const hex = (...octets: number[]) => octets.map((one) => one.toString(16).padStart(2, "0")).join("");

  test("stays guarded inside an IPv6 address, however it is put there", () => {
    fc.assert(
      fc.property(guarded, ([a, b, c, d]) => {
        const [high, low] = [hex(a, b), hex(c, d)];
        for (const address of [
          `${a}.${b}.${c}.${d}`,
          `::ffff:${high}:${low}`,
          `0:0:0:0:0:FFFF:${high}:${low}`,
          `64:ff9b::${high}:${low}`,
          `2002:${high}:${low}::`,
        ]) {
          expect([address, guardedKind(address)]).toEqual([address, a === 127 ? "loopback" : "link-local"]);
        }
      }),
    );
  });

  test("in any number that a URL may have for it is guarded, since the URL's parser writes it out", () => {
    for (const written of ["2130706433", "0x7f.1", "0177.0.0.1", "127.1", "127。0。0。1"]) {
      expect(guardedKind(new URL(`http://${written}/`).hostname)).toBe("loopback");
    }
  });
});

test("a name has the kinds of its addresses", async () => {
  expect(await guardedKindsOf("localhost")).toEqual(new Set(["loopback"]));
  expect(await guardedKindsOf("[::1]")).toEqual(new Set(["loopback"]));
  expect(await guardedKindsOf("192.0.2.1")).toEqual(new Set());
  expect(await guardedKindsOf("registry.invalid")).toEqual(new Set());
});
