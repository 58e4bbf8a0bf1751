/** What can be wrong with what somebody wants of policies. */
export type RetentionErrorCode =
  | "POLICY_UNKNOWN"
  | "POLICY_NAME_TAKEN"
  | "POLICY_CHANGED"
  | "RETENTION_MOUNTED"
  | "RETENTION_CHANGED"
  | "SCHEDULE_UNKNOWN"
  | "CRON_INVALID"
  /** It can be read, and there is no such day. */
  | "CRON_NEVER"
  | "TIME_ZONE_UNKNOWN";

/** Policies that cannot be read or changed as asked. `message` is a sentence for a person. */
export class RetentionError extends Error {
  override readonly name = "RetentionError";
  readonly code: RetentionErrorCode;
  /** The field of the form that is to blame, where one is. */
  readonly field?: string;
  readonly params: Readonly<Record<string, string>>;
  constructor(
    code: RetentionErrorCode,
    message: string,
    params: Readonly<Record<string, string>> = {},
    options: { readonly field?: string } = {},
  ) {
    super(message);
    this.code = code;
    this.params = params;
    if (options.field !== undefined) this.field = options.field;
  }
}
