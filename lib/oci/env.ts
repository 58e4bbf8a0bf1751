/** One environment variable of an image's config. */
export interface EnvironmentVariable {
  readonly name: string;
  /** Absent where the entry is a name alone, which unsets the variable of a base image. */
  readonly value?: string;
}

/**
 * Takes `KEY=value` apart at its first equals sign. OCI image specification, config.md, `Env`.
 *
 * An equals sign in first place belongs to the name: Windows keeps each drive's folder in `=C:`.
 */
export function splitEnvironment(entry: string): EnvironmentVariable {
  const equals = entry.indexOf("=", 1);
  return equals === -1 ? { name: entry } : { name: entry.slice(0, equals), value: entry.slice(equals + 1) };
}
