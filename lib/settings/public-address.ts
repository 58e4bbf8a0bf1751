import { isHost, isRepositoryName } from "#lib/oci/reference.ts";

/**
 * Reads the address that pull commands name: a host with an optional port and prefix, such as `registry.example.com/team`.
 * A scheme and a slash at the end are dropped, since people copy them along.
 *
 * @returns undefined where no reference could start with it.
 */
export function readPublicAddress(text: string): string | undefined {
  const address = text
    .trim()
    .replace(/^https?:\/\//i, "")
    .replace(/\/+$/, "");
  const slash = address.indexOf("/");
  const host = slash === -1 ? address : address.slice(0, slash);
  const prefix = slash === -1 ? undefined : address.slice(slash + 1);
  return isHost(host) && (prefix === undefined || isRepositoryName(prefix)) ? address : undefined;
}
