import type { Role } from "./role.ts";
import type { TokenScopes } from "./tokens/scopes.ts";

/** A token for the API. It acts for its owner, within its scopes. */
export interface TokenPrincipal {
  readonly kind: "token";
  readonly id: string;
  readonly name: string;
  readonly owner: { readonly id: string; readonly username: string };
  /** The owner's, as it is now. */
  readonly role: Role;
  readonly scopes: TokenScopes;
}

/** Who looks at a page: a user who is signed in, or anybody where anonymous viewing is on. */
export type Visitor =
  | { readonly kind: "user"; readonly id: string; readonly username: string; readonly role: Role }
  | { readonly kind: "anonymous"; readonly role: "viewer" };

/** Who asks: a visitor, or a program with a token. */
export type Principal = Visitor | TokenPrincipal;
