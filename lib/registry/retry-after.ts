/** Milliseconds that a server wants to be left alone. RFC 9110, 10.2.3: seconds or a date. */
export function retryAfter(
  headers: Readonly<Record<string, string | string[] | undefined>>,
  now: number,
): number | undefined {
  const text = [headers["retry-after"] ?? []].flat()[0];
  if (text === undefined) return undefined;
  const milliseconds = /^\d+$/.test(text) ? Number(text) * 1000 : Date.parse(text) - now;
  return Number.isNaN(milliseconds) ? undefined : Math.max(0, milliseconds);
}

/** The same in whole seconds, as text for an error's sentence; nothing where no pause was asked for. */
export function retryAfterParams(milliseconds: number | undefined): { retryAfter?: string } {
  return milliseconds === undefined ? {} : { retryAfter: String(Math.ceil(milliseconds / 1000)) };
}
