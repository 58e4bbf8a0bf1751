/** A request that is refused before any other room hears of it. `message` is a sentence for a person. */
export class HttpError extends Error {
  override readonly name = "HttpError";
  readonly status: number;
  readonly code: string;
  readonly params: Readonly<Record<string, string>>;
  /** Headers that the answer has besides. */
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    status: number,
    code: string,
    message: string,
    params: Readonly<Record<string, string>> = {},
    headers: Readonly<Record<string, string>> = {},
  ) {
    super(message);
    this.status = status;
    this.code = code;
    this.params = params;
    this.headers = headers;
  }
}
