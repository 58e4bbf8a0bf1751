import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: "unit",
          include: ["{lib,i18n,scripts,e2e,bench}/**/*.test.ts", "components/**/*.test.{ts,tsx}"],
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
        // The rooms that have a database, once more: what opens SQLite in memory above opens PostgreSQL here.
        test: {
          name: "postgres",
          include: ["lib/{db,access,settings,index,cleanup,http}/**/*.test.ts"],
          globalSetup: "lib/db/test-postgres-setup.ts",
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
