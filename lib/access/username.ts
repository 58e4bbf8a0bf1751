/** Whether `text` may be a user's name: 1 to 64 letters, digits and . _ @ + - starting with a letter or digit. */
export function isUsername(text: string): boolean {
  return /^[\p{L}\p{N}][\p{L}\p{N}._@+-]{0,63}$/u.test(text);
}

/** A user name as it is looked up: `Ada` and `ada` are one person, however their letters are composed. */
export function usernameKey(username: string): string {
  return username.normalize("NFKC").toLowerCase();
}
