import type { Digest } from "#lib/oci/digest.ts";
import type { Tag } from "#lib/oci/reference.ts";

/** How the manifests of one repository hang together. Each answer names only what was asked for and has some. */
export interface ManifestGraph {
  /** The manifests inside each index. */
  childrenOf(digests: readonly Digest[]): Promise<ReadonlyMap<Digest, readonly Digest[]>>;
  /** The indexes that hold each manifest. */
  parentsOf(digests: readonly Digest[]): Promise<ReadonlyMap<Digest, readonly Digest[]>>;
  /** The manifests of the repository that say in their `subject` what they are about. */
  referrersOf(digests: readonly Digest[]): Promise<ReadonlyMap<Digest, readonly Digest[]>>;
  /** What manifests say in their `subject` that they are about. */
  subjectsOf(digests: readonly Digest[]): Promise<ReadonlyMap<Digest, Digest>>;
  /** The tags of the repository that are on each manifest. */
  tagsOn(digests: readonly Digest[]): Promise<ReadonlyMap<Digest, readonly Tag[]>>;
}

/** What is in a repository besides its images. */
export interface RepositoryContents {
  /** Tags that hang on another manifest by their name: signatures of cosign, indexes of referrers. */
  readonly attached: readonly { readonly tag: Tag; readonly digest: Digest; readonly subject: Digest }[];
  /** Manifests that are known to be there without a tag. */
  readonly untagged: ReadonlySet<Digest>;
}

/** What was asked to go, and what was asked to stay though it would go along. */
export interface Wish {
  /** With where they are; null where nothing is behind one. */
  readonly tags: ReadonlyMap<Tag, Digest | null>;
  readonly untagged: ReadonlySet<Digest>;
  /** Tags that are neither deleted nor taken along. */
  readonly keptTags: (tag: Tag) => boolean;
  readonly keptManifests: ReadonlySet<Digest>;
}

/** Why a manifest goes: `image` since its last tag goes, `untagged` since it was asked for and has none; the others along with another. */
export type GoingRole = "image" | "untagged" | "child" | "attached" | "referrer";

/** Why a manifest stays that might have gone. */
export type Holder =
  | { readonly by: "tag"; readonly tag: Tag }
  | { readonly by: "index"; readonly index: Digest; readonly tag: Tag | null }
  /** It is about something that stays, such as the signature of an image. */
  | { readonly by: "subject"; readonly subject: Digest }
  /** A person took it out of the plan. */
  | { readonly by: "wish" };

/** What goes when the chosen is deleted, and what stays of that which hangs together with it. */
export interface Going {
  /** Tags that hang on what goes. */
  readonly attachedTags: ReadonlyMap<Tag, { readonly digest: Digest; readonly about: Digest }>;
  readonly manifests: ReadonlyMap<Digest, { readonly role: GoingRole; readonly about: Digest | null }>;
  readonly staying: ReadonlyMap<
    Digest,
    { readonly role: GoingRole; readonly about: Digest | null; readonly holder: Holder }
  >;
}

interface Candidate {
  readonly digest: Digest;
  readonly role: GoingRole;
  readonly about: Digest | null;
}

/**
 * Finds all that goes when some tags and manifests of a repository are deleted: a manifest goes when no tag that stays reaches
 * it, by itself or through an index, and it is not about one that stays; with it go the manifests inside it, the tags that hang
 * on it, and what refers to it, each unless something else holds it. A manifest without a tag that was chosen goes also from
 * what it is about.
 */
export async function whatGoes(
  contents: RepositoryContents,
  wish: Wish,
  graph: ManifestGraph,
): Promise<Going> {
  const going = new Map<Digest, Candidate>();
  const staying = new Map<Digest, Candidate & { readonly holder: Holder }>();
  const attachedTags = new Map<Tag, { digest: Digest; about: Digest }>();
  const hanging = Map.groupBy(
    contents.attached.filter(({ tag }) => !wish.tags.has(tag) && !wish.keptTags(tag)),
    ({ subject }) => subject,
  );
  const stays = (tag: Tag) => !wish.tags.has(tag) && !attachedTags.has(tag);
  const holderOf = holderFinder(graph, (digest, tags) => {
    const tag = tags.find(stays);
    if (tag !== undefined) return { tag };
    const holds =
      wish.keptManifests.has(digest) ||
      (contents.untagged.has(digest) && !wish.untagged.has(digest) && !going.has(digest));
    return holds ? { tag: null } : undefined;
  });

  /** What may go since these do. */
  const along = async (gone: readonly Candidate[]): Promise<Candidate[]> => {
    const digests = gone.map(({ digest }) => digest);
    const roleOf = new Map(gone.map(({ digest, role }) => [digest, role]));
    const found: Candidate[] = [];
    for (const [about, children] of await graph.childrenOf(digests)) {
      // The index under a fallback tag holds what refers to its subject.
      const role = roleOf.get(about) === "attached" ? "referrer" : "child";
      for (const digest of children) found.push({ digest, role, about });
    }
    for (const [about, referrers] of await graph.referrersOf(digests)) {
      for (const digest of referrers) found.push({ digest, role: "referrer", about });
    }
    for (const about of digests) {
      for (const { tag, digest } of hanging.get(about) ?? []) {
        attachedTags.set(tag, { digest, about });
        found.push({ digest, role: "attached", about });
      }
    }
    return found;
  };

  let queue: Candidate[] = [];
  for (const digest of wish.tags.values()) {
    if (digest !== null) queue.push({ digest, role: "image", about: null });
  }
  for (const digest of wish.untagged) queue.push({ digest, role: "untagged", about: null });
  while (queue.length > 0) {
    while (queue.length > 0) {
      const fresh = uniquely(queue).filter(({ digest }) => !going.has(digest) && !staying.has(digest));
      const holders = await holderOf(fresh);
      const gone: Candidate[] = [];
      for (const candidate of fresh) {
        const kept: Holder | undefined = wish.keptManifests.has(candidate.digest)
          ? { by: "wish" }
          : holders.get(candidate.digest);
        if (kept !== undefined) staying.set(candidate.digest, { ...candidate, holder: kept });
        else {
          going.set(candidate.digest, candidate);
          gone.push(candidate);
        }
      }
      queue = await along(gone);
    }
    // What held something may have gone meanwhile.
    const holders = await holderOf([...staying.values()]);
    for (const [digest, candidate] of [...staying]) {
      const holder = candidate.holder.by === "wish" ? candidate.holder : holders.get(digest);
      if (holder !== undefined) {
        staying.set(digest, { ...candidate, holder });
        continue;
      }
      staying.delete(digest);
      queue.push(candidate);
    }
  }
  return { attachedTags, manifests: going, staying };
}

/** Of several candidates with the same digest the first: that is why it goes. */
function uniquely(candidates: readonly Candidate[]): Candidate[] {
  const first = new Map<Digest, Candidate>();
  for (const candidate of candidates)
    if (!first.has(candidate.digest)) first.set(candidate.digest, candidate);
  return [...first.values()];
}

/**
 * Finds what holds manifests: a tag on it, an index above it that holds by itself, or that what it is about stays.
 *
 * @param holds tells whether a manifest on which these tags are holds what is in it: by a tag, or (null) without one.
 */
function holderFinder(
  graph: ManifestGraph,
  holds: (digest: Digest, tags: readonly Tag[]) => { readonly tag: Tag | null } | undefined,
): (candidates: readonly Candidate[]) => Promise<ReadonlyMap<Digest, Holder>> {
  const parents = new Map<Digest, readonly Digest[]>();
  const subjects = new Map<Digest, Digest | null>();
  const tagsOn = new Map<Digest, readonly Tag[]>();

  const readParents = async (digests: readonly Digest[]) => {
    let level = digests.filter((digest) => !parents.has(digest));
    while (level.length > 0) {
      const found = await graph.parentsOf(level);
      const tags = await graph.tagsOn(level);
      for (const digest of level) {
        parents.set(digest, found.get(digest) ?? []);
        tagsOn.set(digest, tags.get(digest) ?? []);
      }
      level = [...new Set([...found.values()].flat())].filter((digest) => !parents.has(digest));
    }
  };
  const readSubjects = async (digests: readonly Digest[]) => {
    let level = digests.filter((digest) => !subjects.has(digest));
    while (level.length > 0) {
      const found = await graph.subjectsOf(level);
      for (const digest of level) subjects.set(digest, found.get(digest) ?? null);
      const next = [...new Set(found.values())];
      await readParents(next);
      level = next.filter((digest) => !subjects.has(digest));
    }
  };

  const reaching = (digest: Digest): Holder | undefined => {
    const tag = holds(digest, tagsOn.get(digest) ?? [])?.tag ?? null;
    if (tag !== null) return { by: "tag", tag };
    const seen = new Set<Digest>();
    const open = [...(parents.get(digest) ?? [])];
    for (let index = open.pop(); index !== undefined; index = open.pop()) {
      if (seen.has(index)) continue;
      seen.add(index);
      const held = holds(index, tagsOn.get(index) ?? []);
      if (held !== undefined) return { by: "index", index, tag: held.tag };
      open.push(...(parents.get(index) ?? []));
    }
    return undefined;
  };

  /** Each digest covers the bytes that name the next one, so this comes to an end. */
  const aboutWhatStays = (digest: Digest): Holder | undefined => {
    for (let at = subjects.get(digest) ?? null; at !== null; at = subjects.get(at) ?? null) {
      if (reaching(at) !== undefined) return { by: "subject", subject: at };
    }
    return undefined;
  };

  return async (candidates) => {
    const digests = candidates.map(({ digest }) => digest);
    await readParents(digests);
    await readSubjects(digests);
    const holders = new Map<Digest, Holder>();
    for (const { digest, role } of candidates) {
      const holder = reaching(digest) ?? (role === "untagged" ? undefined : aboutWhatStays(digest));
      if (holder !== undefined) holders.set(digest, holder);
    }
    return holders;
  };
}
