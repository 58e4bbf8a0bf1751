/** Columns that can be hidden, in their order. */
export const optionalColumns = ["digest", "type", "platforms", "size", "created", "pulled"] as const;

export type OptionalColumn = (typeof optionalColumns)[number];

/** The cookie that remembers which columns a browser hides, so that the server draws the table as it stays. */
export const columnsCookie = "stowage-hidden-columns";

/** The columns that a cookie hides; what it says beyond these is left out. */
export function readHiddenColumns(cookie: string | undefined): OptionalColumn[] {
  const named = new Set((cookie ?? "").split("."));
  return optionalColumns.filter((column) => named.has(column));
}

/** The cookie's text for hidden columns. */
export function writeHiddenColumns(hidden: readonly OptionalColumn[]): string {
  return hidden.join(".");
}

const widths: Readonly<Record<OptionalColumn, string>> = {
  digest: "10.5rem",
  type: "8rem",
  platforms: "minmax(8rem, 1fr)",
  size: "6rem",
  created: "8.5rem",
  pulled: "8.5rem",
};

/** `grid-template-columns` of a row on a wide screen. */
export function columnTemplate(hidden: readonly OptionalColumn[]): string {
  const shown = optionalColumns.filter((column) => !hidden.includes(column)).map((column) => widths[column]);
  return ["2.25rem", "minmax(12rem, 2.2fr)", ...shown, "2.5rem"].join(" ");
}
