import { expect, vi } from "vitest";
import type { RunningRegistry } from "#e2e/registry/start-registry.ts";
import { imageOf } from "#e2e/sample-image.ts";
import type { Plan } from "#lib/cleanup/plan/types.ts";
import type { Digest } from "#lib/oci/digest.ts";
import { parseRepositoryName, parseTag } from "#lib/oci/reference.ts";
import { openRegistry } from "#lib/registry/open.ts";
import { pushImage } from "#scripts/samples/push.ts";

/** The configuration by which Stowage knows a registry under the slug `prod`. */
export function asProd({ url }: { readonly url: string }) {
  return { REGISTRY_URL: url, REGISTRY_SLUG: "prod", REGISTRY_NAME: "Prod" };
}

/** Puts a small image that says `what` into a registry without Stowage; its digest. */
export async function pushSample(
  server: RunningRegistry,
  repository: string,
  tags: readonly string[],
  what: string,
): Promise<Digest> {
  const registry = openRegistry(server.endpoint());
  try {
    return await pushImage(
      registry,
      parseRepositoryName(repository),
      tags.map(parseTag),
      await imageOf(what),
    );
  } finally {
    await registry.close();
  }
}

/** A plan, asked for until it stands as wanted. */
export function planOnce(ask: () => Promise<Response>, stands: (plan: Plan) => boolean): Promise<Plan> {
  return vi.waitFor(
    async () => {
      const response = await ask();
      expect(response.status).toBe(200);
      const plan = (await response.json()) as Plan;
      expect(plan).toSatisfy(stands);
      return plan;
    },
    { timeout: 10_000 },
  );
}
