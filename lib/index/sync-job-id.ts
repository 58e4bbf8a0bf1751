/** The name of a registry's sync among the jobs. */
export const syncJobId = (slug: string): string => `sync/${slug}`;
