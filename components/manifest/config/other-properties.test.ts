import { expect, test } from "vitest";
import { otherProperties } from "./other-properties.ts";

test("tells what no other part of the page shows, and leaves out what says nothing", () => {
  const config = {
    architecture: "amd64",
    docker_version: "20.10.5",
    container: "abc",
    config: { Hostname: "", Tty: false, Image: "sha256:1", Env: ["A=1"], ArgsEscaped: true },
    container_config: { Cmd: ["a"] },
    history: [],
  };
  expect(otherProperties(JSON.stringify(config))).toEqual([
    ["docker_version", "20.10.5"],
    ["container", "abc"],
    ["container_config", '{"Cmd":["a"]}'],
    ["config.Image", "sha256:1"],
    ["config.ArgsEscaped", "true"],
  ]);
});

test("has nothing to tell of what is no object", () => {
  expect(otherProperties("[1]")).toEqual([]);
  expect(otherProperties("null")).toEqual([]);
  expect(otherProperties("{")).toEqual([]);
});
