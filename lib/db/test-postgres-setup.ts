import type { TestProject } from "vitest/node";
import { startPostgres } from "#e2e/postgres/start-postgres.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** The superuser's address at the PostgreSQL of this run; absent where tests run on SQLite. */
    postgres?: string;
  }
}

/** Vitest's global set-up of the project `postgres`: one server for all its files. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await startPostgres();
  project.provide("postgres", server.url);
  return () => server.stop();
}
