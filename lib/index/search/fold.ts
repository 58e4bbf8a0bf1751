/** As much of a text as is searched, in UTF-16 units: a row of PostgreSQL's indexes has 2,704 bytes. */
const longest = 200;

/** A text as it is kept and compared: cut, and such as both databases can hold. */
export function cut(text: string): string {
  return text.slice(0, longest).toWellFormed().replaceAll("\0", "\uFFFD");
}

/** A text whose case was put aside. */
export function fold(text: string): string {
  return cut(text).toLowerCase();
}
