import { receiveNotifications } from "#lib/http/receive-notifications.ts";
import { registryParams } from "#lib/http/registry-params.ts";
import { route } from "#lib/http/route.ts";

/** Where a registry delivers its notifications, with a token of its own instead of a session. */
export const POST = route({ role: "public", params: registryParams }, ({ params, request }) =>
  receiveNotifications(params.registry, request),
);
