/** The database could not be opened or brought up to date. `message` is a sentence for the person who runs the server. */
export class DatabaseError extends Error {
  override readonly name = "DatabaseError";
}
