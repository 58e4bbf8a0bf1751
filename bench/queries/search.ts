import { findRepositories } from "#lib/index/find-repositories.ts";
import { findTags } from "#lib/index/search/find-tags.ts";
import { resolveQuery } from "#lib/index/search/resolve.ts";
import { searchIn } from "#lib/index/search/search.ts";
import { parseSearch } from "#lib/oci/search/parse.ts";
import { newestDate } from "../synthetic/images.ts";
import { digestOf } from "../synthetic/random.ts";
import { rareLabel, rareVariable } from "../synthetic/said.ts";
import { largestRepository } from "../synthetic/world.ts";
import { syntheticRegistry } from "../synthetic-index.ts";
import type { NamedQuery } from "./named-query.ts";

/** One of each condition where it leaves much and where it leaves little, and some together. */
const texts = [
  "gateway",
  "00042",
  "monorepo v7.1",
  "latest",
  "v1",
  "build-20251224",
  "zzzzzz",
  "mirror alpine",
  `repo:${largestRepository}`,
  `repo:${largestRepository} tag:build-2024*`,
  "tag:v1.*",
  "tag:main-*",
  'tag:"latest" -repo:platform',
  "registry:bench older:5y",
  "older:6y",
  "larger:85MB",
  "larger:500MB",
  "arch:arm64",
  "arch:amd64 -arch:arm64 type:image",
  "type:helm",
  "type:helm tag:v0.0.*",
  "label:revision",
  `label:org.opencontainers.image.revision=${digestOf(`commit ${largestRepository} 70`).slice(7, 47)}`,
  `label:revision=${digestOf(`commit ${largestRepository} 70`).slice(7, 14)}*`,
  `label:${rareLabel.key}`,
  "label:team=payments label:licenses=Proprietary env:TZ",
  "label:team=payments repo:identity",
  `env:${rareVariable}`,
  "env:PATH",
  "base:debian:12",
  "base:nothing:1",
  `digest:${digestOf(`manifest ${largestRepository} 70 amd64`)}`,
  `layer:${digestOf("base debian:12 amd64 0")}`,
  `layer:${digestOf(`libraries ${largestRepository} amd64 2`).slice(0, 20)}`,
  "-type:image -type:helm",
  "-tag:v -tag:build -tag:main -tag:pr -tag:latest",
] as const;

const parsed = (text: string) => {
  const read = parseSearch(text);
  if (!read.ok) throw new Error(read.problem.message);
  return read.query;
};

const registries = [{ slug: syntheticRegistry, name: "Bench" }];

/** What the palette and the search ask. */
export const searchQueries: readonly NamedQuery[] = [
  {
    name: "palette: repositories by a common word",
    run: async (db) => (await findRepositories(db, "gateway", 20)).length,
  },
  {
    name: "palette: repositories by a rare word",
    run: async (db) => (await findRepositories(db, "00042", 20)).length,
  },
  ...texts.flatMap((text): NamedQuery[] => {
    const short = text.length > 46 ? `${text.slice(0, 45)}…` : text;
    return [
      {
        name: `search: ${short}`,
        run: async (db) => {
          const place = { db, registries, now: newestDate };
          const { tags } = await findTags(place, await resolveQuery(place, parsed(text)), 50);
          return tags.length;
        },
      },
      {
        // With repositories, summaries and reasons: all that a page of results shows.
        name: `page: ${short}`,
        run: async (db) => (await searchIn({ db, registries, now: newestDate }, text)).results.length,
      },
    ];
  }),
];
