import {
  notificationsOf,
  renewNotificationToken,
  revokeNotificationToken,
} from "#lib/activity/notifications-of.ts";
import { notificationsAnswer, notificationTokenAnswer } from "#lib/http/answers/registry-answers.ts";
import { json } from "#lib/http/operation.ts";
import { registryParams } from "#lib/http/registry-params.ts";
import { route } from "#lib/http/route.ts";

/** How the delivery of a registry's notifications stands. */
export const GET = route(
  {
    role: "administrator",
    operation: {
      id: "readNotifications",
      group: "registries",
      summary: "How the delivery of a registry’s notifications stands.",
      answer: json(notificationsAnswer),
    },
    params: registryParams,
  },
  ({ params }) => notificationsOf(params.registry),
);

/** Makes the registry's token anew. The answer is the only place in which it ever stands. */
export const POST = route(
  {
    role: "administrator",
    operation: {
      id: "renewNotificationToken",
      group: "registries",
      summary: "Makes the token that a registry delivers notifications with.",
      answer: json(notificationTokenAnswer),
    },
    params: registryParams,
    audits: ["notifications.token-create"],
  },
  ({ params, audit }) => renewNotificationToken(params.registry, audit.within()),
);

/** Takes the registry's token away. */
export const DELETE = route(
  {
    role: "administrator",
    operation: {
      id: "revokeNotificationToken",
      group: "registries",
      summary: "Takes the token away that a registry delivers notifications with.",
      answer: json(notificationsAnswer),
    },
    params: registryParams,
    audits: ["notifications.token-revoke"],
  },
  ({ params, audit }) => revokeNotificationToken(params.registry, audit.within()),
);
