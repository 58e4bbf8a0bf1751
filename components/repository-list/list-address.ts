import { createLoader, type inferParserType, parseAsString, parseAsStringLiteral } from "nuqs/server";
import { firstDirection, type ListView, listColumns } from "./list-view.ts";

/** What stands in the address of the list. */
export const listParsers = {
  q: parseAsString.withDefault(""),
  layout: parseAsStringLiteral(["flat", "tree"] as const).withDefault("flat"),
  sort: parseAsStringLiteral(listColumns).withDefault("name"),
  order: parseAsStringLiteral(["ascending", "descending"] as const),
};

/** The view that an address asks for. */
export function viewOf({ q, layout, sort, order }: inferParserType<typeof listParsers>): ListView {
  return { filter: q, layout, sort, direction: order ?? firstDirection[sort] };
}

/** The parameters of a page's address. */
export const loadListParameters = createLoader(listParsers);
