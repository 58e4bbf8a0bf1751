import { pingDatabase } from "#lib/db/database.ts";
import { healthAnswer } from "#lib/http/answers/log-answers.ts";
import { json } from "#lib/http/operation.ts";
import { route } from "#lib/http/route.ts";

/**
 * Whether Stowage can do its work, for load balancers and containers: the database is asked, and a failure there answers
 * 503. Registries are not asked: they fail by themselves.
 */
export const GET = route(
  {
    role: "public",
    operation: {
      id: "readHealth",
      group: "service",
      summary: "Whether Stowage can do its work; 503 where its database is away.",
      answer: json(healthAnswer),
    },
  },
  async () => {
    await pingDatabase();
    return { status: "ok" };
  },
);
