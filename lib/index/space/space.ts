import { database } from "#lib/db/database.ts";
import { findRegistry, type RegistrySetting } from "#lib/settings/registries.ts";
import { largestLayers, spaceImage } from "./blobs.ts";
import { spaceEntries } from "./entries.ts";
import { spaceMonth, spaceRepository } from "./images.ts";
import { spaceMonths } from "./months.ts";
import { growth, spaceNumbers } from "./numbers.ts";
import type { GrowthDay, SpaceNumbers, SpacePart, SpaceQuestion } from "./types.ts";

/** Days that the growth is told of: a year and a day, so that the same day of both years is seen. */
const growthDays = 366;

/** Where the space of a registry goes. */
export interface Space {
  readonly setting: RegistrySetting;
  readonly numbers: SpaceNumbers;
  /** The part that was asked for; the whole registry where there is none such. */
  readonly part: SpacePart;
  readonly found: boolean;
  /** How the repository grew that is looked at, else the registry. */
  readonly growth: readonly GrowthDay[];
  /** In UTC, such as `2026-01-02`. */
  readonly today: string;
}

/**
 * Where the space of a registry goes, from sums that are kept: no request to it, and no adding up.
 *
 * @throws {SettingsError} where no registry has this slug.
 */
export async function spaceOf(slug: string, question: SpaceQuestion): Promise<Space> {
  const setting = await findRegistry(slug);
  const db = database();
  const numbers = await spaceNumbers(db, slug);
  const asked = await partOf(slug, question);
  const part = asked ?? (await spaceEntries(db, slug, ""));
  const repository =
    part.kind === "repository" ? part.repository : part.kind === "image" ? part.image.repository : "";
  const days = await growth(db, slug, repository, growthDays);
  const today = new Date().toISOString().slice(0, 10);
  return { setting, numbers, part, found: asked !== undefined, growth: days, today };
}

async function partOf(slug: string, question: SpaceQuestion): Promise<SpacePart | undefined> {
  const db = database();
  switch (question.by) {
    case "layer":
      return largestLayers(db, slug);
    case "age":
      return question.at === "" ? spaceMonths(db, slug) : spaceMonth(db, slug, monthOf(question.at));
    case "repository": {
      const { at, image } = question;
      if (at === "" || at.endsWith("/")) return spaceEntries(db, slug, at);
      return image === "" ? spaceRepository(db, slug, at) : spaceImage(db, slug, at, image);
    }
  }
}

/** An address cannot hold an empty month, which is that of images that do not tell. */
const monthOf = (at: string): string => (at === "unknown" ? "" : at);
