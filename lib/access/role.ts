/** What somebody may do, from least to most: look, delete, and change settings. */
export const roles = ["viewer", "operator", "administrator"] as const;

export type Role = (typeof roles)[number];

/** Whether a role includes another: each may do all that those before it may. */
export function includesRole(role: Role, required: Role): boolean {
  return roles.indexOf(role) >= roles.indexOf(required);
}

/** Whether `text` is a role. */
export function isRole(text: string): text is Role {
  return (roles as readonly string[]).includes(text);
}
