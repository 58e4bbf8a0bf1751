/** Why a plan cannot be made, changed or carried out, or garbage not be collected. */
export type CleanupErrorCode =
  | "PLAN_UNKNOWN"
  /** It was carried out, so that it cannot be forgotten. */
  | "PLAN_BEGUN"
  /** It is not in the state in which that can be done. */
  | "PLAN_NOT_READY"
  | "PLAN_EMPTY"
  | "READ_ONLY"
  /** Nothing that it deleted can be put back. */
  | "NOTHING_TO_UNDO"
  | "COLLECTION_UNKNOWN"
  /** One is under way in this registry. */
  | "COLLECTION_RUNNING"
  /** Nothing is configured by which it could be run. */
  | "COLLECTION_NOT_SET_UP";

/** Something that cannot be done with a plan, or to collect garbage. `message` is a sentence for a person. */
export class CleanupError extends Error {
  override readonly name = "CleanupError";
  readonly code: CleanupErrorCode;
  /** What the sentence speaks of, for the interface's own sentences. */
  readonly params: Readonly<Record<string, string>>;

  constructor(code: CleanupErrorCode, message: string, params: Readonly<Record<string, string>> = {}) {
    super(message);
    this.code = code;
    this.params = params;
  }
}
