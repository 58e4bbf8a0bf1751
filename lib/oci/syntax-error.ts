/** The codes of the distribution specification for text that its grammar refuses, and one for a whole reference. */
export type OciSyntaxCode = "DIGEST_INVALID" | "NAME_INVALID" | "TAG_INVALID" | "REFERENCE_INVALID";

/** Of hostile text, no more than this is repeated in a message. */
const shownLength = 120;

/** Control characters, line separators, and the marks that turn the direction of what follows. */
const invisible = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu;

/**
 * Text as it may stand in a message or a log: cut short, and with what cannot be seen written as an escape, so that it
 * neither breaks a line nor turns the direction of the sentence around it.
 */
export function displayText(text: string): string {
  const cut = text.length > shownLength ? `${text.slice(0, shownLength)}…` : text;
  return cut.replace(invisible, (mark) => `\\u{${(mark.codePointAt(0) ?? 0).toString(16)}}`);
}

/**
 * Text that is no digest, repository name, tag or reference.
 *
 * `message` is a sentence for a person: it names the text and what the grammar wants instead.
 */
export class OciSyntaxError extends Error {
  override readonly name = "OciSyntaxError";
  readonly code: OciSyntaxCode;
  /** The text as it was given, made fit for display by {@link displayText}. */
  readonly text: string;

  constructor(code: OciSyntaxCode, text: string, wanted: string) {
    const shown = displayText(text);
    super(`“${shown}” ${wanted}`);
    this.code = code;
    this.text = shown;
  }
}
