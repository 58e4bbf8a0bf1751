import { z } from "zod";
import { searchAnswer } from "#lib/http/answers/tag-answers.ts";
import { json } from "#lib/http/operation.ts";
import { route } from "#lib/http/route.ts";
import { searchEverywhere } from "#lib/index/search/search.ts";

const query = z.object({ q: z.string().max(2_000), after: z.string().max(600).optional() });

/** Tags and repositories of every registry that `q` finds, a page at a time. */
export const GET = route(
  {
    role: "viewer",
    operation: {
      id: "search",
      group: "search",
      summary: "Tags and repositories of every registry that a query finds, a page at a time.",
      answer: json(searchAnswer),
    },
    query,
  },
  ({ query: { q, after } }) => searchEverywhere(q, after),
);
