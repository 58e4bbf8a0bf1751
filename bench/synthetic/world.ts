import { parseRepositoryName, parseTag, type RepositoryName, type Tag } from "#lib/oci/reference.ts";
import { imagesOf, newestDate, type SyntheticManifest } from "./images.ts";
import { type Random, randomOf } from "./random.ts";

/** How much a synthetic registry holds. */
export interface WorldSize {
  readonly repositories: number;
  /** Of all repositories together. */
  readonly tags: number;
  /** Tags of the one large repository, which are part of `tags`. */
  readonly largest: number;
}

/** A tag with what is behind it: of an index, its platforms come first. */
interface SyntheticTag {
  readonly tag: Tag;
  /** Empty where the tag is on the digest of the tag before. */
  readonly manifests: readonly SyntheticManifest[];
  readonly root: SyntheticManifest;
}

export interface SyntheticRepository {
  readonly repository: RepositoryName;
  readonly tags: readonly SyntheticTag[];
}

/** The repository with half of all tags. */
export const largestRepository = parseRepositoryName("platform/monorepo");

const teams =
  "platform payments identity search shipping catalog media data edge mobile growth ledger billing risk support tools infra ml web partner".split(
    " ",
  ) as [string, ...string[]];
const nouns =
  "api gateway worker scheduler frontend backend proxy cache exporter importer consumer producer mailer indexer reporter notifier ingest router cron webhook".split(
    " ",
  ) as [string, ...string[]];

/** The repositories of a synthetic registry, the large one first. The same every time. */
export function* worldOf({
  repositories,
  tags,
  largest,
}: WorldSize): Generator<SyntheticRepository, void, void> {
  yield repositoryOf(largestRepository, largest, 1);
  const others = repositories - 1;
  for (let number = 1; number <= others; number += 1) {
    // What is left is spread evenly: the same number for each, and one more for some.
    const share =
      Math.floor(((tags - largest) * number) / others) -
      Math.floor(((tags - largest) * (number - 1)) / others);
    yield repositoryOf(nameOf(number), share, number + 1);
  }
}

function nameOf(number: number): RepositoryName {
  const random = randomOf(number);
  const name = `${random.pick(teams)}/${random.pick(nouns)}-${String(number).padStart(5, "0")}`;
  return parseRepositoryName(random.chance(10) ? `mirror/docker.io/${name}` : name);
}

function repositoryOf(repository: RepositoryName, count: number, seed: number): SyntheticRepository {
  const random = randomOf(seed * 7919);
  const images = imagesOf(repository, random);
  const made: SyntheticTag[] = [];
  for (const tag of tagNames(count, random)) {
    const before = made.at(-1);
    // Several tags on one digest, as `latest` and a version, or a version and its commit.
    if (before !== undefined && random.chance(15)) made.push({ tag, manifests: [], root: before.root });
    else made.push({ tag, ...images(made.length, count) });
  }
  return { repository, tags: made };
}

/** Names as people and pipelines give them, each once. */
function tagNames(count: number, random: Random): Tag[] {
  const names = new Set<string>(["latest"]);
  for (let number = 0; names.size < count; number += 1) {
    const version = `${Math.floor(number / 400)}.${Math.floor((number % 400) / 20)}.${number % 20}`;
    const day = new Date(newestDate - number * 3_600_000).toISOString().slice(0, 10).replaceAll("-", "");
    const kinds = [
      `v${version}`,
      version,
      `v${version}-alpine`,
      `build-${day}-${number}`,
      `main-${random.hex(7)}`,
      `pr-${number}`,
    ] as const;
    names.add(random.pick(kinds));
  }
  return [...names].slice(0, count).map(parseTag);
}
