/** The words of a text, which blanks stand between. */
export function words(text: string): string[] {
  return text.split(/\s+/).filter((word) => word !== "");
}

/** The lines of a text that hold something, without the blanks around it. */
export function lines(text: string): string[] {
  return text
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");
}

/** Names or patterns as they are typed; an empty field stands for all. */
export function namesFrom(text: string): string[] | "*" {
  const names = words(text);
  return names.length === 0 ? "*" : names;
}

/** Names or patterns to be typed on; the reverse of {@link namesFrom}. */
export function textOfNames(names: readonly string[] | "*"): string {
  return names === "*" ? "" : names.join(" ");
}
