/** Why somebody is not let in, or an account cannot be changed as asked. */
export type AccessErrorCode =
  | "UNAUTHENTICATED"
  | "FORBIDDEN"
  | "CREDENTIALS_WRONG"
  | "TOO_MANY_ATTEMPTS"
  | "SETUP_CODE_WRONG"
  | "SETUP_DONE"
  | "USERNAME_TAKEN"
  | "USER_UNKNOWN"
  | "LAST_ADMINISTRATOR"
  | "PASSWORD_WRONG"
  | "SETTING_LOCKED"
  | "TOKEN_INVALID"
  | "TOKEN_EXPIRED"
  | "TOKEN_SCOPE"
  | "TOKEN_UNKNOWN"
  | "TOKENS_TOO_MANY";

/** Access that is refused. `message` is a sentence for a person. */
export class AccessError extends Error {
  override readonly name = "AccessError";
  readonly code: AccessErrorCode;
  /** What the sentence speaks of, for the interface's own sentences. */
  readonly params: Readonly<Record<string, string>>;
  /** The field of the form that is to blame, where one is. */
  readonly field?: string;

  constructor(
    code: AccessErrorCode,
    message: string,
    options: { readonly params?: Readonly<Record<string, string>>; readonly field?: string } = {},
  ) {
    super(message);
    this.code = code;
    this.params = options.params ?? {};
    if (options.field !== undefined) this.field = options.field;
  }
}

/** A setting that the environment has decided, so that it cannot be changed here. */
export function settingLocked(what: string, variable: string): AccessError {
  return new AccessError(
    "SETTING_LOCKED",
    `${what} is set by ${variable} in the environment of the server and can only be changed there.`,
    { params: { variable } },
  );
}

/** Attempts that came too fast. */
export class TooManyAttemptsError extends AccessError {
  /** When the next attempt is looked at, in whole seconds from now, at least 1. */
  readonly retryAfter: number;

  constructor(retryAfter: number) {
    const seconds = retryAfter === 1 ? "a second" : `${retryAfter} seconds`;
    const wait = retryAfter < 120 ? seconds : `${Math.ceil(retryAfter / 60)} minutes`;
    super("TOO_MANY_ATTEMPTS", `Too many attempts failed. Try again in ${wait}.`, {
      params: { seconds: String(retryAfter) },
    });
    this.retryAfter = retryAfter;
  }
}
