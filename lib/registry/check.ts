import { parseDigest } from "#lib/oci/digest.ts";
import { parseRepositoryName, type RepositoryName } from "#lib/oci/reference.ts";
import { listRepositories } from "./catalog.ts";
import { checkDeletionByDigest, checkDeletionByTag } from "./check/deletion.ts";
import { checkEncryption } from "./check/encryption.ts";
import { checkConnected, checkName, connectTimeout } from "./check/reach.ts";
import { type CheckStep, type CheckStepId, checkSteps, type Found, failed, found } from "./check/step.ts";
import type { RegistryEndpoint } from "./endpoint.ts";
import { RegistryError } from "./error.ts";
import { openRegistry, type Registry } from "./open.ts";
import { listReferrers } from "./referrers.ts";

/** Where deletion and referrers are asked about in a registry that has no repository yet, or does not list them. */
const madeUp = parseRepositoryName("stowage-connection-check");

/** Codes of steps that found the account kept out. */
const refusals: ReadonlySet<string> = new Set(["DELETION_DENIED", "UNAUTHORIZED", "DENIED"]);

interface CheckOptions {
  readonly signal?: AbortSignal;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
}

/**
 * Looks step by step at what stands between Stowage and a registry, and tells each step as soon as it is known. Nothing is
 * written or deleted. What a failure makes pointless is told as skipped.
 */
export async function* checkConnection(
  endpoint: RegistryEndpoint,
  { signal, now = Date.now }: CheckOptions = {},
): AsyncGenerator<CheckStep, void, void> {
  const registry = openRegistry(endpoint, {
    timeouts: { connect: connectTimeout, headers: 15_000, idle: 15_000 },
    attempts: 1,
    now,
  });
  const told = new Set<CheckStepId>();
  const tell = (id: CheckStepId, what: Found): CheckStep => {
    told.add(id);
    return { id, ...what };
  };
  try {
    for (const [id, look] of [
      ["name", () => checkName(endpoint)],
      ["connection", () => checkConnected(endpoint, signal)],
      ["encryption", () => checkEncryption(registry, now(), signal)],
    ] as const) {
      const step = tell(id, await look());
      yield step;
      if (step.state === "failed") return yield* skipped(told);
    }
    const { authentication, api } = await checkRoot(registry, signal);
    yield tell("authentication", authentication);
    if (authentication.state === "failed") return yield* skipped(told);
    yield tell("api", api);
    if (api.state === "failed") return yield* skipped(told);
    const { step, first } = await checkCatalog(registry, signal);
    yield tell("catalog", step);
    const repository = first ?? madeUp;
    // Many registries let nobody near a repository that is not there: that tells nothing of those that are.
    const telling = (what: Found) =>
      repository === madeUp && refusals.has(what.code) ? found("skipped", "NOT_REACHED") : what;
    const byDigest = await checkDeletionByDigest(registry, repository);
    yield tell("deletionByDigest", telling(byDigest));
    yield tell(
      "deletionByTag",
      byDigest.code === "DELETION_DISABLED" || byDigest.code === "DELETION_DENIED"
        ? found("skipped", "NOT_REACHED")
        : telling(await checkDeletionByTag(registry, repository)),
    );
    yield tell("referrers", telling(await checkReferrers(registry, repository, signal)));
  } finally {
    await registry.close();
  }
}

function* skipped(told: ReadonlySet<CheckStepId>): Generator<CheckStep, void, void> {
  for (const id of checkSteps) if (!told.has(id)) yield { id, ...found("skipped", "NOT_REACHED") };
}

/** Asks for `/v2/`: what the registry wants to know of us, and whether it is one. Distribution specification, end-1. */
async function checkRoot(
  registry: Registry,
  signal: AbortSignal | undefined,
): Promise<{ authentication: Found; api: Found }> {
  const skip = found("skipped", "NOT_REACHED");
  try {
    const { headers, body } = await registry.request({
      method: "GET",
      path: "/v2/",
      scope: "",
      wanted: { what: "its API", unknown: "BAD_RESPONSE" },
      signal,
    });
    await body.dump();
    const version = [headers["docker-distribution-api-version"] ?? []].flat()[0];
    // Quay calls its answer HTML too, which is the word “true”, but names the API.
    const page = version === undefined && String(headers["content-type"] ?? "").startsWith("text/html");
    const api =
      version !== undefined
        ? found("ok", "API_VERSION", { version })
        : page
          ? found("failed", "NOT_A_REGISTRY", { host: new URL(registry.endpoint.url).host })
          : found("ok", "API_VERSION_UNNAMED");
    return { authentication: page ? skip : signedIn(registry), api };
  } catch (error) {
    if (!(error instanceof RegistryError)) throw error;
    if (error.code === "BAD_RESPONSE" || error.status === 404) {
      return { authentication: skip, api: failed(error) };
    }
    return { authentication: refused(registry, error), api: skip };
  }
}

function signedIn({ authentication, endpoint: { credentials } }: Registry): Found {
  const username = credentials?.username ?? "";
  switch (authentication.scheme) {
    case "basic":
      return found("ok", "SIGNED_IN_BASIC", { username });
    case "bearer":
      return found("ok", "SIGNED_IN_BEARER", { username: username || "none" });
    default:
      return credentials === undefined
        ? found("ok", "NO_AUTHENTICATION")
        : found("warning", "CREDENTIALS_NOT_ASKED", { username });
  }
}

function refused({ endpoint: { credentials } }: Registry, error: RegistryError): Found {
  if (error.status !== 401 && error.status !== 403) return failed(error);
  return credentials === undefined
    ? found("failed", "CREDENTIALS_MISSING")
    : found("failed", "CREDENTIALS_REFUSED", { username: credentials.username });
}

async function checkCatalog(
  registry: Registry,
  signal: AbortSignal | undefined,
): Promise<{ step: Found; first?: RepositoryName }> {
  try {
    const { done, value } = await listRepositories(registry, { pageSize: 100, signal }).next();
    const repositories = done ? [] : value;
    const [first] = repositories;
    if (first === undefined) return { step: found("ok", "CATALOG_EMPTY") };
    const count = repositories.length;
    const params = { count: String(count), more: count < 100 ? "no" : "yes" };
    return { step: found("ok", "CATALOG_READ", params), first };
  } catch (error) {
    if (!(error instanceof RegistryError)) throw error;
    if (error.status === 401 || error.status === 403) return { step: found("warning", "CATALOG_CLOSED") };
    if (error.status === 404 || error.status === 405) return { step: found("warning", "CATALOG_MISSING") };
    return { step: failed(error) };
  }
}

async function checkReferrers(
  registry: Registry,
  repository: RepositoryName,
  signal: AbortSignal | undefined,
): Promise<Found> {
  try {
    const nothing = parseDigest(`sha256:${"0".repeat(64)}`);
    const { source } = await listReferrers(registry, repository, nothing, { signal });
    return found("ok", source === "api" ? "REFERRERS_API" : "REFERRERS_FALLBACK");
  } catch (error) {
    return failed(error);
  }
}
