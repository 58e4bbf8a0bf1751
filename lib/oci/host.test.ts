import { describe, expect, it } from "vitest";
import { hostName, isLoopbackHost, pullHost } from "./host.ts";

describe("isLoopbackHost", () => {
  it.each(["localhost", "LOCALHOST:5000", "127.0.0.1", "127.9.9.9:80", "[::1]", "[::1]:5000"])(
    "%s is",
    (host) => {
      expect(isLoopbackHost(host)).toBe(true);
    },
  );

  it.each(["localhost.example.com", "127.example.com", "10.0.0.1:127", "[::2]:1", "127.0.0.1.nip.io", ""])(
    "%s is not",
    (host) => {
      expect(isLoopbackHost(host)).toBe(false);
    },
  );
});

describe("pullHost", () => {
  it.each([
    ["https://registry.example.com", undefined, "registry.example.com"],
    ["http://10.0.0.1:5000", undefined, "10.0.0.1:5000"],
    ["https://registry.example.com/prefix", undefined, "registry.example.com"],
    ["http://[::1]:5000", undefined, "[::1]:5000"],
    ["http://registry:5000", undefined, "registry:5000"],
    ["http://registry", undefined, "registry:80"],
    ["https://registry", undefined, "registry:443"],
    ["http://localhost", undefined, "localhost"],
    ["http://registry:5000", "hub.example.com", "hub.example.com"],
    ["http://registry:5000", "https://hub.example.com/", "hub.example.com"],
    ["http://registry:5000", "https://hub", "hub:443"],
    ["http://registry:5000", "hub", "hub:80"],
    ["http://registry:5000", "", "registry:5000"],
  ])("of %s with the public address %s is %s", (url, publicAddress, host) => {
    expect(pullHost(url, publicAddress)).toBe(host);
  });
});

describe("hostName", () => {
  it.each([
    ["a.example.com:5000", "a.example.com"],
    ["[::1]:5000", "[::1]"],
    ["[::1]", "[::1]"],
    ["a", "a"],
  ])("of %s is %s", (host, name) => {
    expect(hostName(host)).toBe(name);
  });
});
