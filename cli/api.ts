import type { Plan, PlanItem } from "#lib/cleanup/plan/types.ts";
import { everyTag } from "#lib/oci/tag-view.ts";
import type { PlanFrom, PlanName } from "./words.ts";

/** Stowage answered that something cannot be done, or did not answer. `message` is a sentence for a person. */
export class ApiError extends Error {
  override readonly name = "ApiError";
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

/** Where Stowage is, and the token by which it lets a pipeline in. */
export interface Access {
  /** An origin, such as `https://stowage.example.com`. */
  readonly url: string;
  readonly token: string;
}

/** Stowage’s HTTP API, as far as the command line needs it. Each throws {@link ApiError}. */
export interface Api {
  createPlan(registry: string, from: PlanFrom, title: string | undefined): Promise<Plan>;
  plan(name: PlanName): Promise<Plan>;
  items(name: PlanName): AsyncGenerator<PlanItem, void, void>;
  act(
    name: PlanName,
    body: { readonly action: "apply" | "undo"; readonly positions?: readonly number[] },
  ): Promise<Plan>;
}

/** Items asked for at a time. */
const itemsAtOnce = 1_000;

export function openApi({ url, token }: Access): Api {
  const request = async (method: string, path: string, body?: unknown): Promise<unknown> => {
    const response = await reached(url, path, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        ...(body === undefined ? {} : { "content-type": "application/json" }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const answer: unknown = await response.json().catch(() => undefined);
    if (response.ok) return answer;
    const { code, detail } = (answer ?? {}) as { readonly code?: string; readonly detail?: string };
    throw new ApiError(
      code ?? "UNEXPECTED",
      detail ?? `${url} answered ${response.status} to ${method} ${path}, and is perhaps not Stowage.`,
    );
  };
  const at = ({ registry, id }: PlanName) => `/api/registries/${encodeURIComponent(registry)}/plans/${id}`;

  return {
    createPlan: async (registry, from, title) =>
      (await request("POST", `/api/registries/${encodeURIComponent(registry)}/plans`, {
        save: true,
        ...(title === undefined ? {} : { title }),
        from: asSent(from),
      })) as Plan,
    plan: async (name) => (await request("GET", at(name))) as Plan,
    items: async function* (name) {
      for (let offset = 0; ; offset += itemsAtOnce) {
        const path = `${at(name)}/items?offset=${offset}&limit=${itemsAtOnce}`;
        const { items } = (await request("GET", path)) as { readonly items: readonly PlanItem[] };
        yield* items;
        if (items.length < itemsAtOnce) return;
      }
    },
    act: async (name, body) => (await request("POST", at(name), body)) as Plan,
  };
}

async function reached(url: string, path: string, options: RequestInit): Promise<Response> {
  try {
    return await fetch(new URL(path, url), options);
  } catch (error) {
    const cause =
      error instanceof Error && error.cause instanceof Error ? error.cause.message : String(error);
    throw new ApiError("UNREACHABLE", `Stowage cannot be reached at ${url}: ${cause}. Is STOWAGE_URL right?`);
  }
}

function asSent(from: PlanFrom): unknown {
  switch (from.kind) {
    case "tags":
      return { ...from, tags: from.tags.map((tag) => ({ tag })) };
    case "view": {
      const { repository, filter, olderThan } = from;
      return { kind: "view", repository, view: { ...everyTag, attached: false, filter, olderThan } };
    }
    default:
      return from;
  }
}
