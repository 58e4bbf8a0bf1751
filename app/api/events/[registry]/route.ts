import { receivedAnswer } from "#lib/http/answers/registry-answers.ts";
import { json } from "#lib/http/operation.ts";
import { receiveNotifications } from "#lib/http/receive-notifications.ts";
import { registryParams } from "#lib/http/registry-params.ts";
import { route } from "#lib/http/route.ts";

/** Where a registry delivers its notifications, with a token of its own instead of a session. */
export const POST = route(
  {
    role: "public",
    operation: {
      id: "receiveNotifications",
      group: "activity",
      summary: "Takes in notifications of a registry, with that registry’s own token.",
      answer: json(receivedAnswer),
    },
    params: registryParams,
  },
  ({ params, request }) => receiveNotifications(params.registry, request),
);
