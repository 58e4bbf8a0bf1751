import { randomBytes } from "node:crypto";
import { STATUS_CODES } from "node:http";
import { z } from "zod";
import { AccessError, type AccessErrorCode, TooManyAttemptsError } from "#lib/access/access-error.ts";
import { CleanupError, type CleanupErrorCode } from "#lib/cleanup/cleanup-error.ts";
import { ConfigError } from "#lib/config-error.ts";
import { isDatabaseError } from "#lib/db/database-error.ts";
import { OciSyntaxError } from "#lib/oci/syntax-error.ts";
import { RegistryError } from "#lib/registry/error.ts";
import { RetentionError, type RetentionErrorCode } from "#lib/retention/retention-error.ts";
import { SettingsError, type SettingsErrorCode } from "#lib/settings/settings-error.ts";
import { HttpError } from "./http-error.ts";
import { registryErrorStatus } from "./registry-error-status.ts";

/** One thing that is wrong with what was sent. */
interface ProblemIssue {
  /** Where, such as `repositories.1`; empty for the whole. */
  readonly path: string;
  /** For the interface's own sentences: one of our codes, or zod's where we have none. */
  readonly code: string;
  /** An English sentence that goes on from the field's name: “must not be empty”. */
  readonly message: string;
}

/** What went wrong, as RFC 9457 (problem+json) has it. `detail` is a sentence for a person, in English; `code` and `params` are for the interface's own sentences. */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly code: string;
  readonly detail: string;
  /** The slug of the registry that the problem is about. */
  readonly registry?: string;
  readonly params?: Readonly<Record<string, string>>;
  readonly issues?: readonly ProblemIssue[];
  /** For an unexpected problem: under this id the server's log has what happened. */
  readonly id?: string;
}

/** The status of each refusal of access. */
export const accessStatus: Readonly<Record<AccessErrorCode, number>> = {
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  CREDENTIALS_WRONG: 401,
  TOO_MANY_ATTEMPTS: 429,
  SETUP_CODE_WRONG: 403,
  SETUP_DONE: 409,
  USERNAME_TAKEN: 409,
  USER_UNKNOWN: 404,
  LAST_ADMINISTRATOR: 409,
  PASSWORD_WRONG: 403,
  SETTING_LOCKED: 409,
  TOKEN_INVALID: 401,
  TOKEN_EXPIRED: 401,
  TOKEN_SCOPE: 403,
  TOKEN_UNKNOWN: 404,
  TOKENS_TOO_MANY: 409,
};

/** The status of each thing that can be wrong with settings. */
export const settingsStatus: Readonly<Record<SettingsErrorCode, number>> = {
  REGISTRY_UNKNOWN: 404,
  REGISTRY_LOCKED: 409,
  SLUG_TAKEN: 409,
  SLUG_FIXED: 422,
  PASSWORD_NEEDED: 422,
  SECRET_CHANGED: 500,
  SECRET_KEY_UNREADABLE: 500,
};

/** The status of each thing that cannot be done with plans and collections. */
export const cleanupStatus: Readonly<Record<CleanupErrorCode, number>> = {
  PLAN_UNKNOWN: 404,
  PLAN_BEGUN: 409,
  PLAN_NOT_READY: 409,
  PLAN_EMPTY: 422,
  READ_ONLY: 403,
  NOTHING_TO_UNDO: 409,
  COLLECTION_UNKNOWN: 404,
  COLLECTION_RUNNING: 409,
  COLLECTION_NOT_SET_UP: 409,
};

/** The status of each thing that can be wrong with policies and schedules. */
export const retentionStatus: Readonly<Record<RetentionErrorCode, number>> = {
  POLICY_UNKNOWN: 404,
  POLICY_NAME_TAKEN: 409,
  POLICY_CHANGED: 409,
  RETENTION_MOUNTED: 409,
  RETENTION_CHANGED: 409,
  SCHEDULE_UNKNOWN: 404,
  CRON_INVALID: 422,
  CRON_NEVER: 422,
  TIME_ZONE_UNKNOWN: 422,
};

/** Any error as a problem. One that nobody expected is written to stderr under an id, and tells nothing else. */
export function problemOf(error: unknown): Problem {
  if (error instanceof AccessError) {
    return problem(accessStatus[error.code], error.code, error.message, {
      params: error.params,
      ...issueOf(error),
    });
  }
  if (error instanceof SettingsError) {
    const { registry } = error.params;
    return problem(settingsStatus[error.code], error.code, error.message, {
      ...(registry === undefined ? {} : { registry }),
      params: error.params,
      ...issueOf(error),
    });
  }
  if (error instanceof RegistryError) {
    const { registry, params } = error;
    return problem(registryErrorStatus(error.code), error.code, error.message, { registry, params });
  }
  if (error instanceof CleanupError) {
    return problem(cleanupStatus[error.code], error.code, error.message, { params: error.params });
  }
  if (error instanceof RetentionError) {
    return problem(retentionStatus[error.code], error.code, error.message, {
      params: error.params,
      ...issueOf(error),
    });
  }
  if (error instanceof HttpError) {
    return problem(error.status, error.code, error.message, { params: error.params });
  }
  if (error instanceof OciSyntaxError) {
    return problem(400, error.code, error.message, { params: { text: error.text } });
  }
  if (error instanceof z.ZodError) return invalid(error);
  if (error instanceof ConfigError) return problem(500, "CONFIGURATION_WRONG", error.message);
  if (isDatabaseError(error)) {
    return problem(error.code === "DATABASE_FULL" ? 507 : 503, error.code, error.message);
  }
  return unexpected(error);
}

/**
 * An error as a response.
 *
 * @param body what {@link problemOf} made of it, where somebody has asked already: an unexpected one is written down each time.
 */
export function problemResponse(error: unknown, body = problemOf(error)): Response {
  return Response.json(body, {
    status: body.status,
    headers: {
      "content-type": "application/problem+json",
      ...(error instanceof HttpError ? error.headers : {}),
      ...(error instanceof AccessError ? challengeOf(error.code) : {}),
      ...(error instanceof TooManyAttemptsError ? { "retry-after": String(error.retryAfter) } : {}),
    },
  });
}

/** What RFC 6750, 3 wants to be told to whoever came with a token. */
function challengeOf(code: AccessErrorCode): { "www-authenticate"?: string } {
  if (code === "TOKEN_INVALID" || code === "TOKEN_EXPIRED")
    return { "www-authenticate": 'Bearer realm="Stowage", error="invalid_token"' };
  return code === "TOKEN_SCOPE"
    ? { "www-authenticate": 'Bearer realm="Stowage", error="insufficient_scope"' }
    : {};
}

function problem(
  status: number,
  code: string,
  detail: string,
  more: Pick<Problem, "registry" | "params" | "issues" | "id"> = {},
): Problem {
  const { params, ...rest } = more;
  return {
    type: `urn:stowage:problem:${code.toLowerCase().replaceAll("_", "-")}`,
    title: STATUS_CODES[status] ?? "Problem",
    status,
    code,
    detail,
    ...(params === undefined || Object.keys(params).length === 0 ? {} : { params }),
    ...rest,
  };
}

function issueOf(error: AccessError | SettingsError | RetentionError): Pick<Problem, "issues"> {
  const { field: path, code, message } = error;
  return path === undefined ? {} : { issues: [{ path, code, message }] };
}

function invalid(error: z.ZodError): Problem {
  const issues = error.issues.map((issue): ProblemIssue => {
    const own: unknown = issue.code === "custom" ? issue.params?.code : undefined;
    return {
      path: issue.path.join("."),
      code: typeof own === "string" ? own : issue.code,
      message: issue.message,
    };
  });
  const sentence = issues
    .map(({ path, message }) => (path === "" ? message : `${path}: ${message}`))
    .join("; ");
  return problem(422, "INPUT_INVALID", `What was sent cannot be used: ${sentence}.`, { issues });
}

function unexpected(error: unknown): Problem {
  const id = randomBytes(6).toString("hex");
  const told = error instanceof Error ? (error.stack ?? error.message) : String(error);
  process.stderr.write(`Unexpected error ${id}: ${told}\n`);
  return problem(
    500,
    "UNEXPECTED",
    `Something went wrong inside Stowage. The server's log has the details under the id ${id}.`,
    { id, params: { id } },
  );
}
