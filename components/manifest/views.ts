/** The views of an image's page, as `?view=` names them. */
export const views = ["overview", "layers", "history", "config", "attached", "raw"] as const;

export type View = (typeof views)[number];

/** The view that an address asks for; the overview where it names none, or one that there is not. */
export function readView(text: string): View {
  return views.find((view) => view === text) ?? "overview";
}
