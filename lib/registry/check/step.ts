import { RegistryError } from "../error.ts";

/** What is looked at, in this order. */
export const checkSteps = [
  "name",
  "connection",
  "encryption",
  "authentication",
  "api",
  "catalog",
  "deletionByDigest",
  "deletionByTag",
  "referrers",
] as const;

export type CheckStepId = (typeof checkSteps)[number];

/** What was found that is no failure of a request; those have the codes of a {@link RegistryError}. */
const findings = [
  "NAME_RESOLVED",
  "NAME_IS_ADDRESS",
  "CONNECTED",
  "PLAIN_HTTP",
  "CERTIFICATE_TRUSTED",
  "CERTIFICATE_EXPIRES_SOON",
  "CERTIFICATE_NOT_VERIFIED",
  "CERTIFICATE_SKIP_UNNEEDED",
  "NO_AUTHENTICATION",
  "CREDENTIALS_NOT_ASKED",
  "CREDENTIALS_MISSING",
  "CREDENTIALS_REFUSED",
  "SIGNED_IN_BASIC",
  "SIGNED_IN_BEARER",
  "API_VERSION",
  "API_VERSION_UNNAMED",
  "NOT_A_REGISTRY",
  "CATALOG_READ",
  "CATALOG_EMPTY",
  "CATALOG_MISSING",
  "CATALOG_CLOSED",
  "DELETION_POSSIBLE",
  "DELETION_DISABLED",
  "DELETION_DENIED",
  "DELETION_UNCLEAR",
  "TAG_DELETION_POSSIBLE",
  "TAG_DELETION_BY_PLACEHOLDER",
  "REFERRERS_API",
  "REFERRERS_FALLBACK",
  "NOT_REACHED",
] as const;

export type Finding = (typeof findings)[number];

/** What one step of a connection check found. */
export interface CheckStep {
  readonly id: CheckStepId;
  readonly state: "ok" | "warning" | "failed" | "skipped";
  /** A {@link Finding}, or the code of a {@link RegistryError}. */
  readonly code: string;
  /** What the code's sentence is filled with. */
  readonly params: Readonly<Record<string, string>>;
  /** The error's own sentence, where the code is one of an error. */
  readonly detail?: string;
}

/** What a step found, before it is known which step it was. */
export type Found = Omit<CheckStep, "id">;

/** A finding with what its sentence is filled with. */
export function found(
  state: CheckStep["state"],
  code: Finding,
  params: Readonly<Record<string, string>> = {},
): Found {
  return { state, code, params };
}

/** A failure of a request as what a step found. Anything else is no finding and is thrown on. */
export function failed(error: unknown, more: Readonly<Record<string, string>> = {}): Found {
  if (!(error instanceof RegistryError) || error.code === "CANCELLED") throw error;
  return { state: "failed", code: error.code, params: { ...error.params, ...more }, detail: error.message };
}
