/** Letters in a row that are kept together. */
const length = 3;

/** Marks a name in `index_search_names` whose grams are there; no gram of a name is empty. */
export const nameMark = "";

/** What a name is found by: every three letters in a row, in lower case, and at its end the last two and the last. */
export function gramsOf(name: string): string[] {
  const text = name.toLowerCase();
  return [...new Set(Array.from(text, (_, index) => text.slice(index, index + length)))];
}

/** The grams that each name with `text` in it has: none where `text` is shorter than a gram. */
export function gramsWithin(text: string): string[] {
  return gramsOf(text).filter((gram) => gram.length === length);
}

/** The two and three letters in a row of a tag, in lower case, by which the repositories are found that have such tags. */
export function tagGramsOf(tag: string): string[] {
  const text = tag.toLowerCase();
  const pairs = Array.from(text, (_, index) => text.slice(index, index + 2)).filter(
    (gram) => gram.length === 2,
  );
  return [...new Set([...pairs, ...gramsWithin(text)])];
}

/** Of these, those that each tag with `text` in it has: the longest that there are. */
export function tagGramsWithin(text: string): string[] {
  return text.length === 2 ? [text.toLowerCase()] : gramsWithin(text);
}
