import { z } from "zod";
import { database } from "#lib/db/database.ts";
import { foundRepositoriesAnswer } from "#lib/http/answers/registry-answers.ts";
import { json } from "#lib/http/operation.ts";
import { route } from "#lib/http/route.ts";
import { findRepositories } from "#lib/index/find-repositories.ts";

const query = z.object({ q: z.string().max(255) });

/** Known repositories of every registry whose name has `q` in it, for the palette. */
export const GET = route(
  {
    role: "viewer",
    operation: {
      id: "findRepositories",
      group: "repositories",
      summary: "Known repositories of every registry that have a text in their name.",
      answer: json(foundRepositoriesAnswer),
    },
    query,
  },
  ({ query: { q } }) => findRepositories(database(), q, 20),
);
