import { z } from "zod";
import { directions, firstDirection, longestAge, type TagView, tagSorts } from "#lib/oci/tag-view.ts";
import { repositorySchema, tagSchema } from "./reference-schemas.ts";

/** The most rows that one answer has. A page of the table is far smaller; scripts may take more at once. */
const mostRows = 2000;

const age = (description: string) =>
  z.coerce.number().int().min(0).max(longestAge).nullable().default(null).meta({ description });

/** A view of a table of tags as it stands in an address; the names are those of the page's own address. */
const viewShape = {
  sort: z.enum(tagSorts).default("version"),
  order: z.enum(directions).optional(),
  q: z
    .string()
    .max(1000)
    .default("")
    .meta({ description: "Filters by name: words, a glob such as `v1.*`, or `/a regular expression/`." }),
  older: age("Created at least so many days ago."),
  newer: age("Created at most so many days ago."),
  platform: z
    .string()
    .max(200)
    .nullable()
    .default(null)
    .meta({ description: "Has this platform.", examples: ["linux/arm64"] }),
  attached: z.stringbool().default(false).meta({ description: "With signatures and the like." }),
} as const;

const viewSchema = z.object(viewShape);

/** What {@link viewSchema} reads, as the index takes it. */
function viewOf({ sort, order, q, older, newer, platform, attached }: z.infer<typeof viewSchema>): TagView {
  return {
    sort,
    direction: order ?? firstDirection[sort],
    filter: q,
    olderThan: older,
    newerThan: newer,
    platform,
    attached,
  };
}

/** Some rows of a table. */
export const tagWindowSchema = z
  .object({
    ...viewShape,
    repository: repositorySchema,
    offset: z.coerce.number().int().min(0).default(0),
    limit: z.coerce.number().int().min(1).max(mostRows).default(100),
    place: tagSchema.optional(),
  })
  .transform(({ repository, offset, limit, place, ...view }) => ({
    repository,
    view: viewOf(view),
    request: { offset, limit, place },
  }));

/** The names of some tags of a table, or of all. */
export const tagNamesSchema = z
  .object({
    ...viewShape,
    repository: repositorySchema,
    offset: z.coerce.number().int().min(0).default(0),
    limit: z.coerce.number().int().min(1).optional(),
  })
  .transform(({ repository, offset, limit, ...view }) => ({
    repository,
    view: viewOf(view),
    part: { offset, ...(limit === undefined ? {} : { limit }) },
  }));

export const storedViewSchema: z.ZodType<TagView> = z.strictObject({
  sort: z.enum(tagSorts),
  direction: z.enum(directions),
  filter: z.string().max(1000),
  olderThan: z.number().int().min(0).max(longestAge).nullable(),
  newerThan: z.number().int().min(0).max(longestAge).nullable(),
  platform: z.string().max(200).nullable(),
  attached: z.boolean(),
});

/** Selected tags, and the view in sight. */
export const tagSelectionSchema = z.strictObject({
  repository: repositorySchema,
  view: storedViewSchema,
  selected: z.discriminatedUnion("kind", [
    z.strictObject({ kind: z.literal("some"), tags: z.array(tagSchema) }),
    z.strictObject({ kind: z.literal("all"), view: storedViewSchema, except: z.array(tagSchema) }),
  ]),
});
