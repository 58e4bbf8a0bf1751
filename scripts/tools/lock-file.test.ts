import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { type LockFile, missingOptionalPackages } from "./lock-file.ts";

test("this project's lock file holds every optional package, so that npm ci takes it (node scripts/complete-lock.ts mends it)", async () => {
  const lock: LockFile = JSON.parse(await readFile("package-lock.json", "utf8"));
  expect(Object.keys(missingOptionalPackages(lock))).toEqual([]);
});

test("names optional packages of other systems that a lock file lacks, with the system each is for", () => {
  const lock: LockFile = {
    packages: {
      "": {},
      "node_modules/swc": {
        version: "2.0.0",
        dev: true,
        optionalDependencies: {
          "@swc/linux-x64-gnu": "2.0.0",
          "@swc/linux-arm64-musl": "2.0.0",
          "@swc/win32-x64-msvc": "^2.0.0",
        },
      },
      "node_modules/@swc/linux-x64-gnu": { version: "2.0.0" },
    },
  };
  expect(missingOptionalPackages(lock)).toEqual({
    "node_modules/@swc/linux-arm64-musl": {
      version: "2.0.0",
      dev: true,
      optional: true,
      cpu: ["arm64"],
      os: ["linux"],
      libc: ["musl"],
    },
    "node_modules/@swc/win32-x64-msvc": {
      version: "2.0.0",
      dev: true,
      optional: true,
      cpu: ["x64"],
      os: ["win32"],
    },
  });
});

test("finds a package that is locked inside its owner's folder or above it", () => {
  const lock: LockFile = {
    packages: {
      "node_modules/a": { optionalDependencies: { b: "1.0.0" } },
      "node_modules/a/node_modules/b": { optionalDependencies: { c: "1.0.0" } },
      "node_modules/c": {},
    },
  };
  expect(missingOptionalPackages(lock)).toEqual({});
});
