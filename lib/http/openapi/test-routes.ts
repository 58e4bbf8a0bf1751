import { glob } from "node:fs/promises";
import { join } from "node:path";
import type { GuardedHandler } from "../route.ts";
import type { RouteFile } from "./document.ts";

/** Where the files of routes are. */
export const apiFolder = join(import.meta.dirname, "../../../app/api");

/** Every file of routes that there is, found by looking. */
export async function routeFiles(): Promise<RouteFile[]> {
  const found: RouteFile[] = [];
  for await (const file of glob("**/route.ts", { cwd: apiFolder })) {
    const path = file
      .replace("/route.ts", "")
      .replace("[[...path]]", "{path}")
      .replaceAll("[", "{")
      .replaceAll("]", "}");
    const module: unknown = await import(/* @vite-ignore */ join(apiFolder, file));
    found.push({ path: `/api/${path}`, handlers: { ...(module as Record<string, GuardedHandler>) } });
  }
  return found.sort((one, other) => one.path.localeCompare(other.path));
}
