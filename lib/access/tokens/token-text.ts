import { hashToken, randomToken } from "#lib/settings/random-token.ts";

/** By this a token of Stowage is known, also to programs that look for secrets where none belong. */
const mark = "stw_";

/** How much of a token is kept to tell it by, in characters. */
const shown = mark.length + 4;

/** A new token: 256 random bits in base64url behind its mark; of it only the hash and its beginning are kept. */
export function generateToken(): { readonly token: string; readonly hash: string; readonly prefix: string } {
  const token = mark + randomToken();
  return { token, hash: hashToken(token), prefix: token.slice(0, shown) };
}

/** Whether a text claims to be a token of Stowage. */
export function looksLikeToken(text: string): boolean {
  return text.startsWith(mark);
}
