import { z } from "zod";

/** Which lines of the repository list a page asks for, and how they are sorted; see lib/index/list. */
export const listQuerySchema = z.object({
  q: z.string().max(300).default(""),
  layout: z.enum(["flat", "tree"]),
  sort: z.enum(["name", "tags", "size", "created"]),
  order: z.enum(["ascending", "descending"]),
  /** Paths of namespaces with commas between them, which no name holds. */
  turned: z
    .string()
    .max(20_000)
    .default("")
    .transform((text) => text.split(",").filter((path) => path !== "")),
  offset: z.coerce.number().int().min(0).max(10_000_000).default(0),
});
