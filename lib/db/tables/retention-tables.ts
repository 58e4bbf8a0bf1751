/** The tables of what is kept and what goes. */
export interface RetentionTables {
  /** Tags that nothing deletes. */
  protected_patterns: {
    /** A random UUID. */
    id: string;
    /** Their order, from 0. */
    position: number;
    tags: string;
    /** JSON: `"*"` or an array. */
    registries: string;
    /** JSON: `"*"` or an array. */
    repositories: string;
  };
  retention_policies: {
    /** A random UUID. */
    id: string;
    /** Their order, from 0: the first whose scope matches a repository governs it. */
    position: number;
    /** JSON: name, scope and rules. */
    policy: string;
    updated_at: number;
  };
}
