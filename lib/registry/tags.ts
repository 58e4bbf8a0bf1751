import { z } from "zod";
import { isTag, type RepositoryName, type Tag } from "#lib/oci/reference.ts";
import { readJson } from "./json.ts";
import type { Registry } from "./open.ts";
import { pages } from "./paging.ts";
import { type RequestOptions, repositoryPath, repositoryScope } from "./paths.ts";

/** `tags` is null in distribution where a repository has none left. */
const tagsPage = z.object({ tags: z.array(z.string()).nullish() });

/**
 * The tags of a repository, all pages, each once, in the registry's order. Distribution specification, “Listing Tags”
 * (end-8a).
 *
 * @throws {RegistryError} `NAME_UNKNOWN` where there is no such repository.
 */
export async function listTags(
  registry: Registry,
  repository: RepositoryName,
  { signal }: RequestOptions = {},
): Promise<Tag[]> {
  const what = `the tags of ${repository}`;
  const tags = new Set<Tag>();
  const answers = pages(registry, {
    method: "GET",
    path: `${repositoryPath(repository)}/tags/list`,
    scope: repositoryScope(repository, "pull"),
    wanted: { what, unknown: "NAME_UNKNOWN", params: { repository } },
    signal,
  });
  for await (const answer of answers) {
    const page = await readJson(registry, answer, what, tagsPage);
    for (const tag of page.tags ?? []) if (isTag(tag)) tags.add(tag);
  }
  return [...tags];
}
