import fc from "fast-check";
import { expect, it } from "vitest";
import { sortPorts } from "./ports.ts";

it("sorts by number, then range, then protocol, with the protocol written out", () => {
  expect(sortPorts(["8080", "53/udp", "443/TCP", "53/tcp", "8000-8010/tcp", "8000/tcp", "80/tcp"])).toEqual([
    "53/tcp",
    "53/udp",
    "80/tcp",
    "443/tcp",
    "8000/tcp",
    "8000-8010/tcp",
    "8080/tcp",
  ]);
});

it("has each port once, and what is no port last, as it is", () => {
  expect(sortPorts(["$PORT", "80", "80/tcp", "http", "1/2/3"])).toEqual(["80/tcp", "$PORT", "1/2/3", "http"]);
});

it("does not depend on the order it is given", () => {
  const port = fc.oneof(
    fc.nat(70_000).map(String),
    fc.constantFrom("80/tcp", "80/udp", "80-90", "x"),
    fc.string(),
  );
  fc.assert(
    fc.property(fc.array(port), (ports) => {
      expect(sortPorts(ports)).toEqual(sortPorts([...ports].reverse()));
      expect(sortPorts(sortPorts(ports))).toEqual(sortPorts(ports));
    }),
  );
});
