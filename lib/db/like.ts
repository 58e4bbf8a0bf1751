/** A text as it stands in a pattern of LIKE, with `escape '\\'` behind it: what means something there means itself. */
export function escapeLike(text: string): string {
  return text.replace(/[\\%_]/g, "\\$&");
}
