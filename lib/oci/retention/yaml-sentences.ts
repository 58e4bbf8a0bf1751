import type { z } from "zod";
import { distanceOf } from "../search/nearest-field.ts";

const ages = ["olderThan", "newerThan"];
const newest = ["count", "by", "per"];

/** What may stand in the thing that a path of a file names. */
function knownKeys(path: readonly PropertyKey[]): readonly string[] {
  const [top, , part, , inside] = path;
  if (top === "protect") return ["tags", "registries", "repositories"];
  if (top !== "policies") return ["version", "protect", "policies"];
  if (part !== "rules") return ["name", "registries", "repositories", "rules"];
  if (inside === "created" || inside === "pushed" || inside === "pulled") return ages;
  if (inside === "newest" || inside === "beyondNewest") return newest;
  return [
    "action",
    "note",
    "tags",
    "created",
    "pushed",
    "pulled",
    "platforms",
    "labels",
    "largerThan",
    "smallerThan",
    "untagged",
    "newest",
    "beyondNewest",
  ];
}

/** What is wrong and what to do, as it goes on from the path. */
export function sentenceOf(issue: z.core.$ZodIssue, path: readonly PropertyKey[], key?: string): string {
  if (key !== undefined) {
    const known = knownKeys(path);
    const near = known.find((name) => distanceOf(key.toLowerCase(), name.toLowerCase()) <= 3);
    return near === undefined
      ? `has “${key}”, which is not known: known are ${known.join(", ")}`
      : `has “${key}”, which is not known: did you mean ${near}?`;
  }
  if (issue.code === "invalid_type" && issue.message.endsWith("received undefined")) return "is missing";
  return issue.message;
}
