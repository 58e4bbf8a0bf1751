import { cookies, headers } from "next/headers";
import { getRequestConfig } from "next-intl/server";
import { chooseLocale } from "./choose-locale.ts";
import { localeCookie } from "./locales.ts";
import { messagesOf } from "./messages.ts";

export default getRequestConfig(async () => {
  const [jar, head] = await Promise.all([cookies(), headers()]);
  const locale = chooseLocale(jar.get(localeCookie)?.value, head.get("accept-language"));
  // The server does not know where the browser is; exact times say that they are UTC.
  return { locale, messages: await messagesOf(locale), timeZone: "UTC", now: new Date() };
});
