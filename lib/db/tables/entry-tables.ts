/**
 * The tree of a registry's namespaces: a row for each repository and each namespace with the sums of what is below it, so that
 * a level is read in any order as far as it is shown. Follows from the rows of `index_repositories`; see lib/index/entries.
 */
export interface EntryTables {
  index_entries: {
    registry: string;
    /** `team/app` for a repository, `team/` for a namespace, empty for the whole registry. */
    path: string;
    /** The path of the namespace around it; null for the whole registry. */
    parent: string | null;
    /** The last part of the path, without a slash. */
    label: string;
    /** Entries directly below a namespace; 0 for a repository. */
    entries: number;
    repositories: number;
    /** The sum over repositories of which it is known. */
    tags: number;
    /** Repositories of which the number of tags is not known. */
    unknown_tags: number;
    unread: number;
    images: number;
    /** The sum of what each repository holds. */
    bytes: number;
    /** Repositories of which not each tag was counted. */
    unknown_sizes: number;
    exclusive_bytes: number;
    newest: string | null;
  };
}
