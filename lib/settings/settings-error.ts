/** What can be wrong with what somebody wants of the settings. */
export type SettingsErrorCode =
  | "REGISTRY_UNKNOWN"
  | "REGISTRY_LOCKED"
  | "SLUG_TAKEN"
  | "SLUG_FIXED"
  | "PASSWORD_NEEDED"
  | "SECRET_CHANGED"
  | "SECRET_KEY_UNREADABLE";

/** Settings that cannot be read or changed as asked. `message` is a sentence for a person. */
export class SettingsError extends Error {
  override readonly name = "SettingsError";
  readonly code: SettingsErrorCode;
  /** The field of the form that is to blame, where one is. */
  readonly field?: string;
  /** What the sentence speaks of, for the interface's own sentences. */
  readonly params: Readonly<Record<string, string>>;

  constructor(
    code: SettingsErrorCode,
    params: Readonly<Record<string, string>>,
    message: string,
    options: ErrorOptions & { readonly field?: string } = {},
  ) {
    super(message, options);
    this.code = code;
    this.params = params;
    if (options.field !== undefined) this.field = options.field;
  }
}
