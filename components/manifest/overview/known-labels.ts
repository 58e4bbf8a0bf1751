/** What `org.opencontainers.image.*` says about an image. OCI image specification, annotations.md. */
export const knownLabels = [
  "title",
  "description",
  "version",
  "revision",
  "source",
  "url",
  "documentation",
  "licenses",
  "vendor",
  "authors",
  "created",
  "ref.name",
  "base.name",
  "base.digest",
] as const;

export type KnownLabel = (typeof knownLabels)[number];

const prefix = "org.opencontainers.image.";
/** Label Schema, which came before OCI's annotations and is still in many images. */
const labelSchema: Readonly<Record<string, KnownLabel>> = {
  "org.label-schema.name": "title",
  "org.label-schema.description": "description",
  "org.label-schema.version": "version",
  "org.label-schema.vcs-ref": "revision",
  "org.label-schema.vcs-url": "source",
  "org.label-schema.url": "url",
  "org.label-schema.usage": "documentation",
  "org.label-schema.vendor": "vendor",
  "org.label-schema.build-date": "created",
};

function knownLabelOf(key: string): KnownLabel | undefined {
  if (!key.startsWith(prefix)) return labelSchema[key];
  const name = key.slice(prefix.length);
  return knownLabels.find((known) => known === name);
}

export type Pair = readonly [key: string, value: string];

/**
 * Divides labels and annotations into those whose meaning is known and all others, which stay as they are.
 *
 * Where several say the same thing differently, the first source that says it counts, and the others stay among the rest.
 *
 * @param sources from the most to the least trusted: the manifest's annotations before the config's labels.
 */
export function sortLabels(sources: readonly Readonly<Record<string, string>>[]): {
  known: ReadonlyMap<KnownLabel, string>;
  rest: readonly (readonly Pair[])[];
} {
  const known = new Map<KnownLabel, string>();
  for (const source of sources) {
    // OCI's own keys before those of Label Schema.
    const keys = Object.keys(source).toSorted((one, other) => Number(isOld(one)) - Number(isOld(other)));
    for (const key of keys) {
      const name = knownLabelOf(key);
      const value = source[key]?.trim() ?? "";
      if (name !== undefined && value !== "" && !known.has(name)) known.set(name, value);
    }
  }
  const rest = sources.map((source) =>
    Object.entries(source)
      .filter(([key, value]) => {
        const name = knownLabelOf(key);
        return name === undefined || known.get(name) !== value.trim();
      })
      .toSorted(([one], [other]) => (one < other ? -1 : 1)),
  );
  return { known, rest };
}

function isOld(key: string): boolean {
  return key in labelSchema;
}
