/** The longest slug, in characters: that of a DNS label. */
const maximumLength = 63;

/** Words that are addresses of Stowage where a slug would stand. */
const reserved: ReadonlySet<string> = new Set(["new"]);

/** Whether `text` may be a registry's slug: lower-case letters and digits with single hyphens between them. */
export function isSlug(text: string): boolean {
  return text.length <= maximumLength && /^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(text) && !reserved.has(text);
}

/** A slug made from any text, such as a registry's host: `localhost:5000` becomes `localhost-5000`. */
export function slugFrom(text: string): string {
  const slug = text
    .toLowerCase()
    .slice(0, maximumLength)
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "");
  return isSlug(slug) ? slug : "registry";
}
