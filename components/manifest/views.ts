/** The views of an image's page, as `?view=` names them. */
export type View = "overview" | "layers" | "history" | "config" | "attached" | "raw";

const views: readonly View[] = ["overview", "layers", "history", "config", "attached", "raw"];

/** The view that an address asks for; the overview where it names none, or one that there is not. */
export function readView(text: string): View {
  return views.find((view) => view === text) ?? "overview";
}
