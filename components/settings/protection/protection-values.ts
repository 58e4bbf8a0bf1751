import { namesFrom, textOfNames } from "#components/ui/typed-list.ts";
import { type Protection, protectionSchema } from "#lib/oci/retention/pattern-schema.ts";

/** A pattern as it is typed; empty fields stand for all. */
export interface ProtectionValues {
  /** Stays the same while it is typed. */
  readonly key: number;
  readonly tags: string;
  readonly registries: string;
  readonly repositories: string;
}

/** Patterns that most people protect. */
export const suggestions = ["latest", "v*", "prod-*"] as const;

/** A pattern as it is typed, from one that is kept. */
export function valuesOf({ tags, registries, repositories }: Protection, key: number): ProtectionValues {
  return { key, tags, registries: textOfNames(registries), repositories: textOfNames(repositories) };
}

/** What is typed, as the API takes it. */
export function inputOf({ tags, registries, repositories }: ProtectionValues) {
  return { tags: tags.trim(), registries: namesFrom(registries), repositories: namesFrom(repositories) };
}

/** The fields of a pattern that are wrong, each with the code of what is wrong: that of a pattern, or zod’s. */
export function problemsOf(values: ProtectionValues): ReadonlyMap<string, string> {
  const result = protectionSchema.safeParse(inputOf(values));
  const issues = result.success ? [] : result.error.issues;
  return new Map(
    issues.map((issue) => {
      const own: unknown = issue.code === "custom" ? issue.params?.code : undefined;
      return [String(issue.path[0] ?? ""), typeof own === "string" ? own : issue.code];
    }),
  );
}
