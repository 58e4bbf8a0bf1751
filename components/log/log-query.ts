/** The query of the API for the filter of a log; an empty text does not matter. */
export function logQuery(filter: object): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(filter)) {
    const text = String(value ?? "").trim();
    if (text !== "") query.set(name, text);
  }
  return query.toString();
}

/** Whether a filter lets everything through. */
export function isOpen(filter: object): boolean {
  return logQuery(filter) === "";
}
