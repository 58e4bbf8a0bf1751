/** Paths of entries: `team/app` is a repository, `team/` a namespace, and an empty one the whole registry. */

/** The namespace that a path is directly in; null for the whole registry, which is in none. */
export function parentOf(path: string): string | null {
  return path === "" ? null : path.slice(0, path.slice(0, -1).lastIndexOf("/") + 1);
}

/** The last part of a path, without a slash. */
export function labelOf(path: string): string {
  const own = path.slice((parentOf(path) ?? "").length);
  return own.endsWith("/") ? own.slice(0, -1) : own;
}

/** Whether a path is that of a namespace, or of the whole registry. */
export function isNamespace(path: string): boolean {
  return path === "" || path.endsWith("/");
}
