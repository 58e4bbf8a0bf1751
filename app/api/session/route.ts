import { credentialsSchema } from "#lib/access/account-schemas.ts";
import { endSession } from "#lib/access/sessions.ts";
import { signIn } from "#lib/access/sign-in.ts";
import { database } from "#lib/db/database.ts";
import { sessionAnswer } from "#lib/http/answers/session-answers.ts";
import { json, nothing } from "#lib/http/operation.ts";
import { needsSetup } from "#lib/http/principal.ts";
import { route } from "#lib/http/route.ts";
import { signedIn, signedOut } from "#lib/http/session-response.ts";

/** Who is there, and whether the first administrator is still to be created. */
export const GET = route(
  {
    role: "public",
    operation: { id: "readSession", group: "session", summary: "Who is there.", answer: json(sessionAnswer) },
    action: "read",
    scoped: "by-handler",
  },
  async ({ principal }) => ({
    principal,
    needsSetup: await needsSetup(),
  }),
);

/** Signs in. */
export const POST = route(
  {
    role: "public",
    operation: {
      id: "signIn",
      group: "session",
      summary: "Signs in; the answer has the session’s cookie.",
      answer: nothing,
    },
    body: credentialsSchema,
    audits: ["session.sign-in"],
  },
  async ({ body, address, token, https, audit }) => {
    audit.about({ actor: { kind: "anonymous" }, details: { username: body.username } });
    const session = await signIn(
      database(),
      body,
      address,
      Date.now(),
      audit.within(({ id, username: name }) => ({ actor: { kind: "user", id, name } })),
    );
    if (token !== undefined) await endSession(database(), token);
    return signedIn(session, https);
  },
);

/** Signs out. */
export const DELETE = route(
  {
    role: "public",
    operation: { id: "signOut", group: "session", summary: "Signs out.", answer: nothing },
    audits: ["session.sign-out"],
  },
  async ({ principal, token, https, audit }) => {
    if (principal?.kind !== "user") audit.nothing();
    if (token !== undefined) await endSession(database(), token);
    return signedOut(https);
  },
);
