import type { Role } from "./role.ts";

/** Who asks: a user who is signed in, or anybody where anonymous viewing is on. */
export type Principal =
  | { readonly kind: "user"; readonly id: string; readonly username: string; readonly role: Role }
  | { readonly kind: "anonymous"; readonly role: "viewer" };
