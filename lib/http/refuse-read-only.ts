import type { RegistrySetting } from "#lib/settings/types.ts";
import { HttpError } from "./http-error.ts";

/**
 * Refuses to change anything in a registry that an administrator made read-only.
 *
 * @throws {HttpError} `READ_ONLY`
 */
export function refuseReadOnly({ name, readOnly }: RegistrySetting): void {
  if (!readOnly) return;
  throw new HttpError(
    403,
    "READ_ONLY",
    `${name} is read-only in Stowage’s settings: nothing is deleted in it.`,
    {
      registry: name,
    },
  );
}
