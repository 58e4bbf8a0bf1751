import { database } from "#lib/db/database.ts";
import { bytes } from "#lib/http/operation.ts";
import { route } from "#lib/http/route.ts";
import { exportRetention } from "#lib/retention/document.ts";

/** The policies and protected tags that hold, as a file. */
export const GET = route(
  {
    role: "operator",
    operation: {
      id: "exportRetention",
      group: "retention",
      summary: "The policies and protected tags that hold, as a YAML file.",
      answer: bytes("application/yaml"),
    },
    action: "read",
  },
  async () => {
    const { yaml } = await exportRetention(database());
    return new Response(yaml, {
      headers: {
        "content-type": "application/yaml; charset=utf-8",
        "content-disposition": 'attachment; filename="stowage-retention.yaml"',
      },
    });
  },
);
