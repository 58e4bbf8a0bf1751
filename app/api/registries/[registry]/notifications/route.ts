import {
  notificationsOf,
  renewNotificationToken,
  revokeNotificationToken,
} from "#lib/activity/notifications-of.ts";
import { registryParams } from "#lib/http/registry-params.ts";
import { route } from "#lib/http/route.ts";

/** How the delivery of a registry's notifications stands. */
export const GET = route({ role: "administrator", params: registryParams }, ({ params }) =>
  notificationsOf(params.registry),
);

/** Makes the registry's token anew. The answer is the only place in which it ever stands. */
export const POST = route(
  { role: "administrator", params: registryParams, audits: ["notifications.token-create"] },
  ({ params, audit }) => renewNotificationToken(params.registry, audit.within()),
);

/** Takes the registry's token away. */
export const DELETE = route(
  { role: "administrator", params: registryParams, audits: ["notifications.token-revoke"] },
  ({ params, audit }) => revokeNotificationToken(params.registry, audit.within()),
);
