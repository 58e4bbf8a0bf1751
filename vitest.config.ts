import { globSync, readFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";

/** Tests that may have a database: they get it, or what has it, from a helper beside them, `test-….ts`. */
const databaseTests = globSync("lib/**/*.test.ts").filter(
  (file) =>
    // What speaks to registries, and what the specs say, knows of no database.
    !/^lib\/(registry|oci)\//.test(file) && /\/test-[a-z-]+\.ts"/.test(readFileSync(file, "utf8")),
);

export default defineConfig({
  test: {
    // Else one core stays free, which is half of two. Most of the time registries and programs are waited for, not Node.
    maxWorkers: availableParallelism() + 1,
    projects: [
      {
        test: {
          name: "unit",
          include: ["{lib,cli,i18n,scripts,e2e,bench}/**/*.test.ts", "components/**/*.test.{ts,tsx}"],
          exclude: ["**/*.integration.test.ts", "**/*.postgres.test.ts"],
        },
      },
      {
        // These start Debian's docker-registry on loopback, each with a data folder of its own.
        test: {
          name: "integration",
          include: ["{lib,scripts}/**/*.integration.test.ts"],
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
      {
        // Once more: what opens SQLite in memory above opens PostgreSQL here.
        test: {
          name: "postgres",
          include: databaseTests,
          globalSetup: "lib/db/test-postgres-setup.ts",
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
