import type { Locale } from "./locales.ts";
import type { en } from "./messages/en.ts";

/** All messages of a language. */
export type Messages = typeof en;

/** Loads the messages of one language; the others stay on the disk. */
export async function messagesOf(locale: Locale): Promise<Messages> {
  return locale === "ko" ? (await import("./messages/ko.ts")).ko : (await import("./messages/en.ts")).en;
}
