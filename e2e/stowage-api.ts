import { type APIRequestContext, type APIResponse, expect, request } from "@playwright/test";
import type { NewUser } from "#lib/access/account-schemas.ts";
import type { NewTokenInput } from "#lib/access/tokens/token-schemas.ts";
import type { RetentionPolicy } from "#lib/oci/retention/policy.ts";
import type { RegistryDraftInput } from "#lib/settings/registry-draft.ts";
import type { TestRegistry, TestStowage } from "./harness.ts";

/** The administrator without a browser: arranges what tests need. */
export class StowageApi {
  readonly #request: APIRequestContext;

  private constructor(context: APIRequestContext) {
    this.#request = context;
  }

  static async signIn({ url, administrator }: TestStowage): Promise<StowageApi> {
    const context = await request.newContext({ baseURL: url });
    const api = new StowageApi(context);
    await api.#succeed(context.post("/api/session", { data: administrator }));
    return api;
  }

  /** The cookies of the administrator's session. */
  async cookies() {
    return (await this.#request.storageState()).cookies;
  }

  /** Sets a registry up; what is not given is as in an empty form. */
  async addRegistry(draft: Partial<RegistryDraftInput> & { slug: string; url: string }): Promise<void> {
    const data = { name: draft.slug, plainHttp: draft.url.startsWith("http:"), ...draft };
    await this.#succeed(this.#request.post("/api/registries", { data }));
  }

  /** Sets a test's registry up under a slug and name of its own, with its certificate and account. */
  async addTestRegistry(registry: TestRegistry, slug: string, name: string): Promise<void> {
    const { url, ca, auth } = registry;
    await this.addRegistry({ slug, name, url, ...(ca === undefined ? {} : { ca }), ...auth });
  }

  async removeRegistry(slug: string): Promise<void> {
    await this.#succeed(this.#request.delete(`/api/registries/${slug}`));
  }

  async addUser(user: NewUser): Promise<void> {
    await this.#succeed(this.#request.post("/api/users", { data: user }));
  }

  /** Makes a token; its text is told this once. */
  async addToken(token: NewTokenInput): Promise<string> {
    const response = await this.#request.post("/api/tokens", { data: token });
    expect(response.status(), await response.text()).toBe(201);
    return ((await response.json()) as { readonly token: string }).token;
  }

  /** Adds a policy of retention below the others, and tells its id. */
  async addPolicy(policy: RetentionPolicy): Promise<string> {
    const response = await this.#request.post("/api/policies", { data: policy });
    expect(response.status(), await response.text()).toBe(201);
    return ((await response.json()) as { readonly id: string }).id;
  }

  async removePolicy(id: string): Promise<void> {
    await this.#succeed(this.#request.delete(`/api/policies/${id}`));
  }

  async allowAnonymousViewing(anonymousViewing: boolean): Promise<void> {
    await this.#succeed(this.#request.put("/api/settings/access", { data: { anonymousViewing } }));
  }

  async dispose(): Promise<void> {
    await this.#request.dispose();
  }

  async #succeed(asked: Promise<APIResponse>): Promise<void> {
    const response = await asked;
    expect(response.status(), await response.text()).toBeLessThan(300);
  }
}
