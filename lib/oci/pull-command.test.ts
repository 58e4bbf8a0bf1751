import { describe, expect, it } from "vitest";
import { pullCommands } from "./pull-command.ts";

const commands = (...input: Parameters<typeof pullCommands>) =>
  pullCommands(...input).map(({ command }) => command);
const needing = (...input: Parameters<typeof pullCommands>) =>
  pullCommands(...input).flatMap(({ tool, needsSetup }) => (needsSetup ? [tool] : []));

describe("pullCommands", () => {
  it("are plain where the registry is trusted", () => {
    expect(commands("registry.example.com/team/app:v1")).toEqual([
      "docker pull registry.example.com/team/app:v1",
      "podman pull registry.example.com/team/app:v1",
      "nerdctl pull registry.example.com/team/app:v1",
      "crictl pull registry.example.com/team/app:v1",
    ]);
    expect(needing("registry.example.com/team/app:v1")).toEqual([]);
  });

  it.each([{ plainHttp: true }, { skipTlsVerify: true }])(
    "have flags, where a tool has them, with %j",
    (flags) => {
      expect(commands("10.0.0.1:5000/app:v1", flags)).toEqual([
        "docker pull 10.0.0.1:5000/app:v1",
        "podman pull --tls-verify=false 10.0.0.1:5000/app:v1",
        "nerdctl --insecure-registry pull 10.0.0.1:5000/app:v1",
        "crictl pull 10.0.0.1:5000/app:v1",
      ]);
      expect(needing("10.0.0.1:5000/app:v1", flags)).toEqual(["docker", "crictl"]);
    },
  );

  it("leave out what is not needed on one's own machine", () => {
    expect(commands("localhost:5000/app", { plainHttp: true })).toEqual([
      "docker pull localhost:5000/app",
      "podman pull --tls-verify=false localhost:5000/app",
      "nerdctl pull localhost:5000/app",
      "crictl pull localhost:5000/app",
    ]);
    expect(needing("localhost:5000/app", { plainHttp: true })).toEqual([]);
  });

  it("need the authority's certificate first, where the registry has one of its own", () => {
    expect(needing("r.example/app", { ownCa: true })).toEqual(["docker", "podman", "nerdctl", "crictl"]);
    expect(commands("r.example/app", { ownCa: true })[1]).toBe("podman pull r.example/app");
    expect(needing("localhost:5000/app", { ownCa: true })).toEqual(["podman"]);
  });

  it("quote IPv6, whose brackets are a shell's", () => {
    expect(commands("[fd00::1]:5000/app")[0]).toBe("docker pull '[fd00::1]:5000/app'");
  });

  it("refuse what is no reference", () => {
    expect(() => pullCommands("a; rm -rf /")).toThrow("is not");
  });
});
