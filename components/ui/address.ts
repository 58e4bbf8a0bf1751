import type { Digest } from "#lib/oci/digest.ts";
import type { RepositoryName, Tag } from "#lib/oci/reference.ts";

/*
 * Where things are: the part after /r/<registry>/ is what one types after `docker pull <host>/`. Names, tags and digests
 * hold nothing that a path needs encoded; their types vouch for that.
 */

/** The page of a registry: its repositories. */
export const registryAddress = (slug: string): string => `/r/${slug}`;

/** The page of a repository: its tags. */
export const repositoryAddress = (slug: string, repository: RepositoryName): string =>
  `/r/${slug}/${repository}`;

/** The page of a tag. */
export const tagAddress = (slug: string, repository: RepositoryName, tag: Tag): string =>
  `/r/${slug}/${repository}:${tag}`;

/** The page of a manifest. */
export const digestAddress = (slug: string, repository: RepositoryName, digest: Digest): string =>
  `/r/${slug}/${repository}@${digest}`;

/** The page that tells clients how to reach a registry. */
export const clientSetupAddress = (slug: string): string => `/registries/${slug}/client-setup`;

/** What happened in a registry, or in one of its repositories. */
export const activityAddress = (slug: string, repository?: RepositoryName): string =>
  `/activity?registry=${slug}${repository === undefined ? "" : `&repository=${repository}`}`;

/** Where a registry's notifications are set up. */
export const notificationSettingsAddress = (slug: string): string =>
  `/settings/registries/${slug}#notifications`;

/** The page that shows where a registry's space goes. */
export const registrySpaceAddress = (slug: string): string => `/registries/${slug}/space`;

/** The page of how a registry collects its garbage, and what no tag reaches. */
export const registryCollectionAddress = (slug: string): string => `/registries/${slug}/collection`;

/** The clean-ups of a registry. */
export const registryPlansAddress = (slug: string): string => `/registries/${slug}/plans`;

/** The page of a clean-up. */
export const planAddress = (slug: string, plan: string): string => `/registries/${slug}/plans/${plan}`;

/** The page of a registry's settings. */
export const registrySettingsAddress = (slug: string): string => `/settings/registries/${slug}`;

/** The page of a policy of retention by its id; `new` for one that is written. */
export const policyAddress = (id: string): string => `/retention/policies/${encodeURIComponent(id)}`;
