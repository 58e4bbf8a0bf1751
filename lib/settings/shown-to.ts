import type { RegistrySetting } from "./types.ts";

/** A registry as somebody of a role may see it: with which account Stowage signs in there is for administrators alone. */
export function shownTo(
  role: "viewer" | "operator" | "administrator",
  setting: RegistrySetting,
): RegistrySetting {
  if (role === "administrator") return setting;
  const { username: _, ...rest } = setting;
  return rest;
}
