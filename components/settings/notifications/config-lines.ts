/** Stands in the lines where the token is not known any more. */
export const tokenPlaceholder = "<token>";

interface Endpoint {
  /** Stowage's address as the registry reaches it, such as `https://stowage.example.com`. */
  readonly origin: string;
  readonly slug: string;
  readonly token: string;
}

/**
 * The section `notifications` of distribution's configuration. Tried on 2.8.2.
 *
 * Of manifests alone: blobs are `application/octet-stream` there, and nothing but a blob is mounted. An endpoint that fails
 * five times in a row is left alone for five seconds; what happens meanwhile waits in the registry's memory.
 */
export function configLines({ origin, slug, token }: Endpoint): string {
  return `notifications:
  endpoints:
    - name: stowage
      url: ${eventsAddress(origin, slug)}
      headers:
        Authorization: [Bearer ${token}]
      timeout: 5s
      threshold: 5
      backoff: 5s
      ignore:
        mediatypes: [application/octet-stream]
        actions: [mount]
`;
}

/**
 * The same as an environment variable. distribution sets single values of a list by no variable (2.8), but takes a whole
 * list: as YAML, and so as JSON.
 */
export function environmentLine({ origin, slug, token }: Endpoint): string {
  const endpoints = [
    {
      name: "stowage",
      url: eventsAddress(origin, slug),
      headers: { Authorization: [`Bearer ${token}`] },
      timeout: "5s",
      threshold: 5,
      backoff: "5s",
      ignore: { mediatypes: ["application/octet-stream"], actions: ["mount"] },
    },
  ];
  return `REGISTRY_NOTIFICATIONS_ENDPOINTS='${JSON.stringify(endpoints)}'`;
}

function eventsAddress(origin: string, slug: string): string {
  return `${origin}/api/events/${slug}`;
}
