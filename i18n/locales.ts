/** The languages of the interface, the first being the one used when the browser asks for none of them. */
export const locales = ["en", "ko"] as const;

export type Locale = (typeof locales)[number];

/** The cookie that remembers a language chosen by hand. */
export const localeCookie = "stowage-locale";
