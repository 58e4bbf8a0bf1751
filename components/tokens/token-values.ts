import { lines } from "#components/ui/typed-list.ts";
import type { TokenAction } from "#lib/access/tokens/scopes.ts";
import type { NewTokenInput } from "#lib/access/tokens/token-schemas.ts";

/** What the form of a new token holds. */
export interface TokenValues {
  readonly name: string;
  readonly days: number;
  readonly actions: readonly TokenAction[];
  readonly allRegistries: boolean;
  readonly registries: readonly string[];
  /** Patterns, one a line; empty for all. */
  readonly repositories: string;
}

/** A token that looks at everything, which harms least. */
export const firstValues: TokenValues = {
  name: "",
  days: 90,
  actions: ["read"],
  allRegistries: true,
  registries: [],
  repositories: "",
};

/** What is sent. */
export function requestOf(values: TokenValues): NewTokenInput {
  const { name, days, actions, allRegistries, registries } = values;
  const patterns = lines(values.repositories);
  return {
    name,
    days,
    scopes: {
      registries: allRegistries ? "all" : [...registries],
      repositories: patterns.length === 0 ? "all" : patterns,
      actions: [...actions],
    },
  };
}

/** A list with something added, or without it. */
export function toggled<Item>(list: readonly Item[], item: Item, there: boolean): readonly Item[] {
  return there ? [...list.filter((one) => one !== item), item] : list.filter((one) => one !== item);
}
