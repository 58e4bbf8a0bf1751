import {
  createLoader,
  type inferParserType,
  parseAsBoolean,
  parseAsInteger,
  parseAsString,
  parseAsStringLiteral,
} from "nuqs/server";
import { directions, firstDirection, longestAge, type TagView, tagSorts } from "#lib/oci/tag-view.ts";

/** What of an address says how the table is looked at. */
export const viewParsers = {
  sort: parseAsStringLiteral(tagSorts).withDefault("version"),
  order: parseAsStringLiteral(directions),
  q: parseAsString.withDefault(""),
  older: parseAsInteger,
  newer: parseAsInteger,
  platform: parseAsString,
  attached: parseAsBoolean.withDefault(false),
};

/** Reads a page's search parameters, on the server. */
export const loadViewParams = createLoader(viewParsers);

/** The view that an address asks for. */
export function viewOf(params: inferParserType<typeof viewParsers>): TagView {
  return {
    sort: params.sort,
    direction: params.order ?? firstDirection[params.sort],
    filter: params.q,
    olderThan: days(params.older),
    newerThan: days(params.newer),
    platform: params.platform,
    attached: params.attached,
  };
}

/** An age in an address may be anything; only whole days from today back make sense. */
function days(number: number | null): number | null {
  return number !== null && number >= 0 && number <= longestAge ? number : null;
}

/** The view as the server's API takes it. Two views are the same where these are. */
export function viewQuery(view: TagView): string {
  const query = new URLSearchParams({ sort: view.sort, order: view.direction });
  if (view.filter !== "") query.set("q", view.filter);
  if (view.olderThan !== null) query.set("older", String(view.olderThan));
  if (view.newerThan !== null) query.set("newer", String(view.newerThan));
  if (view.platform !== null) query.set("platform", view.platform);
  if (view.attached) query.set("attached", "true");
  return query.toString();
}
