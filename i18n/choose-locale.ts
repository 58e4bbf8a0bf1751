import { type Locale, locales } from "./locales.ts";

/**
 * The language to answer in: the one chosen by hand, else the one the browser likes best among those there are, else
 * English. RFC 9110, 12.5.4.
 *
 * @param chosen the cookie's value.
 * @param accepted the `Accept-Language` header.
 */
export function chooseLocale(chosen: string | undefined, accepted: string | null): Locale {
  const byHand = locales.find((locale) => locale === chosen);
  if (byHand !== undefined) return byHand;
  const wishes = (accepted ?? "")
    .slice(0, 1_000)
    .split(",")
    .map((part, position) => {
      const [range = "", ...parameters] = part.trim().split(";");
      const quality = Number(
        parameters
          .find((text) => text.trim().startsWith("q="))
          ?.trim()
          .slice(2) ?? 1,
      );
      return { language: range.split("-")[0]?.toLowerCase() ?? "", quality, position };
    })
    .filter(({ quality }) => quality > 0)
    .sort((a, b) => b.quality - a.quality || a.position - b.position);
  for (const { language } of wishes) {
    const found = locales.find((locale) => locale === language);
    if (found !== undefined) return found;
  }
  return locales[0];
}
