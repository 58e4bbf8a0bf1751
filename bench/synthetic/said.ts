import type { SearchFact } from "#lib/index/search/facts.ts";
import type { RepositoryName } from "#lib/oci/reference.ts";
import { digestOf, type Random } from "./random.ts";

/** A label that few images have, and the value that one in a thousand has. */
export const rareLabel = { key: "com.example.export-control", value: "reviewed" } as const;

/** An environment variable that one image in five thousand has. */
export const rareVariable = "LEGACY_LICENSE_SERVER";

const variables = [
  "JAVA_HOME",
  "NODE_VERSION",
  "PYTHONPATH",
  "GOFLAGS",
  "LC_ALL",
  "TZ",
  "DEBIAN_FRONTEND",
] as const;

const bare = (kind: SearchFact["kind"], name: string): SearchFact => ({ kind, name, value: "" });
const label = (name: string, value: string): SearchFact => ({ kind: "label", name, value });

interface Image {
  readonly repository: RepositoryName;
  readonly number: number;
  readonly base: string;
  readonly created: string;
  readonly platforms: readonly string[];
}

/** What builds in pipelines write into an image. */
export function saidByImage(image: Image, random: Random): SearchFact[] {
  const { repository, number, base, created, platforms } = image;
  const [team = ""] = repository.split("/");
  const facts = [
    bare("type", "image"),
    ...platforms.map((platform) => bare("platform", platform)),
    bare("base", base),
    ...["PATH", "LANG", "APP_VERSION", random.pick(variables), random.pick(variables)].map((name) =>
      bare("env", name),
    ),
    label("org.opencontainers.image.title", repository),
    label("org.opencontainers.image.source", `https://git.example.com/${repository}`),
    label("org.opencontainers.image.revision", digestOf(`commit ${repository} ${number}`).slice(7, 47)),
    label("org.opencontainers.image.created", created),
    label("org.opencontainers.image.version", `1.${Math.floor(number / 20)}.${number % 20}`),
    label("org.opencontainers.image.licenses", random.chance(50) ? "Apache-2.0" : "Proprietary"),
    label("org.opencontainers.image.base.name", base),
    label("com.example.team", team),
  ];
  if (random.below(1_000) === 0) facts.push(label(rareLabel.key, rareLabel.value));
  if (random.below(5_000) === 0) facts.push(bare("env", rareVariable));
  return facts;
}

/** What Helm writes into the manifest of a chart. */
export function saidByChart(repository: RepositoryName, number: number): SearchFact[] {
  return [
    bare("type", "helm"),
    label("org.opencontainers.image.title", repository),
    label("org.opencontainers.image.version", `0.${number}.0`),
  ];
}

/** What an index says by itself. */
export function saidByIndex(platforms: readonly string[]): SearchFact[] {
  return [bare("type", "index"), ...platforms.map((platform) => bare("platform", platform))];
}
