import { z } from "zod";
import { isRepositoryName, type RepositoryName } from "#lib/oci/reference.ts";
import { readJson } from "./json.ts";
import type { Registry } from "./open.ts";
import { pages } from "./paging.ts";
import type { RequestOptions } from "./paths.ts";

const catalogPage = z.object({ repositories: z.array(z.string()).nullish() });

/**
 * The repositories of a registry, page by page. distribution's “Catalog”: no part of the OCI specification, so several
 * registries have none, and some give it to administrators alone.
 *
 * @param pageSize names a page; distribution 2.8.2 answers 400 to more than 1,000.
 * @throws {RegistryError} `UNSUPPORTED` where there is no catalog, `UNAUTHORIZED` or `DENIED` where it is closed.
 */
export async function* listRepositories(
  registry: Registry,
  { signal, pageSize = 1000 }: RequestOptions & { readonly pageSize?: number } = {},
): AsyncGenerator<RepositoryName[], void, void> {
  const what = "the catalog";
  const answers = pages(registry, {
    method: "GET",
    path: `/v2/_catalog?n=${pageSize}`,
    scope: "registry:catalog:*",
    wanted: { what, unknown: "UNSUPPORTED" },
    signal,
  });
  for await (const answer of answers) {
    const { repositories } = await readJson(registry, answer, what, catalogPage);
    // A name outside the grammar (some registries keep upper case) could not be asked for by any client.
    yield (repositories ?? []).filter(isRepositoryName);
  }
}
