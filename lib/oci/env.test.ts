import { expect, it } from "vitest";
import { splitEnvironment } from "./env.ts";

it.each([
  ["PATH=/usr/bin:/bin", { name: "PATH", value: "/usr/bin:/bin" }],
  ["OPTS=-Da=b", { name: "OPTS", value: "-Da=b" }],
  ["EMPTY=", { name: "EMPTY", value: "" }],
  ["UNSET", { name: "UNSET" }],
  ["=C:=C:\\app", { name: "=C:", value: "C:\\app" }],
  ["=", { name: "=" }],
  ["", { name: "" }],
])("splits %s at its first equals sign", (entry, parts) => {
  expect(splitEnvironment(entry)).toEqual(parts);
});
