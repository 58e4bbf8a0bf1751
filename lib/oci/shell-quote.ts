/**
 * A word as one types it in a POSIX shell (bash and zsh too): as it is where it has nothing special, else in single quotes.
 *
 * Control characters, which a terminal would act upon, are written as escapes in `$'…'`.
 */
export function shellQuote(word: string): string {
  if (/^[A-Za-z0-9_@%+=:,./-]+$/.test(word) && !word.startsWith("=")) return word;
  if (/\p{Cc}/u.test(word)) return `$'${word.replace(/['\\]|\p{Cc}/gu, escapeOf)}'`;
  return `'${word.replaceAll("'", "'\\''")}'`;
}

function escapeOf(character: string): string {
  if (character === "\n") return "\\n";
  if (character === "\t") return "\\t";
  if (character === "'" || character === "\\") return `\\${character}`;
  return `\\u${(character.codePointAt(0) ?? 0).toString(16).padStart(4, "0")}`;
}

/** An Entrypoint or Cmd as one line that a shell would read back as the same words. */
export function commandLine(words: readonly string[]): string {
  return words.map(shellQuote).join(" ");
}
