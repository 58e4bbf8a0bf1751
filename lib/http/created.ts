/** Answers that something was created, what it is, and where it is found. */
export function created(location: string, value: unknown): Response {
  return Response.json(value, { status: 201, headers: { location } });
}
