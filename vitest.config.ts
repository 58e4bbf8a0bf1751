import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: "unit",
          include: ["{lib,i18n,scripts,e2e,bench}/**/*.test.ts", "components/**/*.test.{ts,tsx}"],
          exclude: ["**/*.integration.test.ts"],
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
    ],
  },
});
