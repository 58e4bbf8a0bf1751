/** How the interface is lit. `system` follows the machine. */
export const themes = ["system", "light", "dark"] as const;

export type Theme = (typeof themes)[number];

/** The cookie that remembers the theme, read by the server so that no page flashes in the wrong one. */
export const themeCookie = "stowage-theme";

/** A theme from a cookie's value; anything else is `system`. */
export function readTheme(value: string | undefined): Theme {
  return themes.find((theme) => theme === value) ?? "system";
}
