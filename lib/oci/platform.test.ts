import { expect, it } from "vitest";
import { formatPlatform, isUnknownPlatform } from "./platform.ts";

it("writes a platform as docker --platform takes it", () => {
  expect(formatPlatform({ os: "linux", architecture: "amd64" })).toBe("linux/amd64");
  expect(formatPlatform({ os: "linux", architecture: "arm64", variant: "v8" })).toBe("linux/arm64/v8");
  expect(formatPlatform({ os: "linux", architecture: "arm", variant: "" })).toBe("linux/arm");
  expect(formatPlatform({ os: "windows", architecture: "amd64", "os.version": "10.0.20348.2582" })).toBe(
    "windows/amd64 (10.0.20348.2582)",
  );
});

it("knows the platform that stands for none", () => {
  expect(isUnknownPlatform({ os: "unknown", architecture: "unknown" })).toBe(true);
  expect(isUnknownPlatform({ os: "linux", architecture: "unknown" })).toBe(false);
});
