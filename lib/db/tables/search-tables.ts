import type { Generated } from "kysely";

/**
 * The tables by which lib/index searches. All of it follows from the tables of `index-tables.ts`, and can be made anew from them.
 *
 * Of a manifest, a term is one thing that it or its config says, and a posting that it says so. An index has the postings of its
 * platforms besides its own, so that a tag is found by either in one step.
 */
export interface SearchTables {
  /** Short numbers for digests, since a manifest has some twenty postings. A manifest that has one has its postings. */
  index_search_manifests: { id: Generated<number>; digest: string };
  /** The keys of all terms: few, however many values they have. */
  index_search_keys: { kind: string; key: string };
  index_search_terms: {
    id: Generated<number>;
    /** `label` (or annotation), `env`, `base`, `platform`, `type`. */
    kind: string;
    /** The name in lower case, such as that of a label. */
    key: string;
    /** The value in lower case. */
    folded: string;
    /** Name and value as they were first read. */
    name: string;
    value: string;
  };
  index_search_postings: { term: number; manifest: number };
  /**
   * The repositories in which a tag has said so, in the order of results: a search goes from one to the next without looking at what
   * lies between them. Those where no tag says so any more stay in it; they cost a look and find nothing.
   */
  index_search_places: { term: number; registry: string; repository: string };
  /**
   * The repositories in which a tag has had these two or three letters in a row, in lower case: the same for names of tags. They too
   * stay where no tag has them any more.
   */
  index_search_tag_places: { gram: string; registry: string; repository: string };
  /**
   * Between which instants (milliseconds since 1970) and sizes the tags of a repository have ever been. Wider than they are now where
   * a tag has gone: that costs a look and finds nothing.
   */
  index_search_spans: {
    registry: string;
    repository: string;
    oldest: number | null;
    newest: number | null;
    smallest: number | null;
    largest: number | null;
  };
  /**
   * Every three letters in a row of the names of repositories and tags, in lower case; at the end of a name two and one. An empty
   * `gram` marks a name whose others are there.
   */
  index_search_names: { kind: string; gram: string; name: string };
}
