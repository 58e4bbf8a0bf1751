import {
  createLoader,
  createSerializer,
  type inferParserType,
  parseAsString,
  parseAsStringLiteral,
} from "nuqs/server";
import { registrySpaceAddress } from "#components/ui/address.ts";
import type { SpaceQuestion } from "#lib/index/space/types.ts";

export const divisions = ["repository", "age", "layer"] as const;

const parsers = {
  by: parseAsStringLiteral(divisions).withDefault("repository"),
  /** A namespace with a slash at its end, a repository, or a month. */
  at: parseAsString.withDefault(""),
  /** A digest of the repository. */
  image: parseAsString.withDefault(""),
  every: parseAsStringLiteral(["month", "quarter"] as const).withDefault("month"),
};

/** What stands in the address of a registry's space. */
export type SpaceView = inferParserType<typeof parsers>;

/** The view that a page's parameters ask for. */
export const loadSpaceView = createLoader(parsers);

const serialize = createSerializer(parsers);

/** The address of a view; what is not said is as it is at first. */
export function spaceAddress(slug: string, view: Partial<SpaceView> = {}): string {
  return serialize(registrySpaceAddress(slug), view);
}

/** What a view asks of the index. */
export function questionOf({ by, at, image }: SpaceView): SpaceQuestion {
  return by === "layer" ? { by } : by === "age" ? { by, at } : { by, at, image };
}
