import type { RepositoryName, Tag } from "#lib/oci/reference.ts";
import { parseRepositoryName, parseTag } from "#lib/oci/reference.ts";
import type { Built } from "./image.ts";

/** One image or artifact of the demo: built only when one of its tags is missing. */
export interface Sample {
  readonly repository: RepositoryName;
  /** All of them point at the same digest. */
  readonly tags: readonly Tag[];
  readonly build: () => Promise<Publication>;
}

/** What goes to the registry for a sample. */
export interface Publication {
  readonly built: Built;
  /** Pushed after it, each under a tag of its own: signatures, indexes of referrers. */
  readonly attached?: readonly { readonly tag: Tag; readonly built: Built }[];
}

/** Writes down a sample. */
export function sample(
  repository: string,
  tags: readonly string[],
  build: () => Promise<Built | Publication>,
): Sample {
  return {
    repository: parseRepositoryName(repository),
    tags: tags.map(parseTag),
    build: async () => {
      const result = await build();
      return "built" in result ? result : { built: result };
    },
  };
}

/** Runs `make` at the first call only; later calls get the same promise. */
export function once<Value>(make: () => Promise<Value>): () => Promise<Value> {
  let made: Promise<Value> | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

/** Like {@link once}, for each combination of arguments. */
export function oncePer<Arguments extends readonly (string | number)[], Value>(
  make: (...given: Arguments) => Promise<Value>,
): (...given: Arguments) => Promise<Value> {
  const made = new Map<string, Promise<Value>>();
  return (...given) => {
    const key = given.join("\n");
    const value = made.get(key) ?? make(...given);
    made.set(key, value);
    return value;
  };
}
