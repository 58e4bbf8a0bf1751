/** The codes of the distribution specification for text that its grammar refuses. */
export type OciSyntaxCode = "DIGEST_INVALID" | "NAME_INVALID" | "TAG_INVALID" | "REFERENCE_INVALID";

/**
 * Text that is no digest, repository name, tag or reference.
 *
 * `message` is a sentence for a person: it names the text and what the grammar wants instead.
 */
export class OciSyntaxError extends Error {
  override readonly name = "OciSyntaxError";
  readonly code: OciSyntaxCode;
  /** The text as it was given, shortened for display. */
  readonly text: string;

  constructor(code: OciSyntaxCode, text: string, wanted: string) {
    const shown = text.length > 120 ? `${text.slice(0, 120)}…` : text;
    super(`“${shown}” ${wanted}`);
    this.code = code;
    this.text = shown;
  }
}
