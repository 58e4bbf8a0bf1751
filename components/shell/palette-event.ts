const name = "stowage:palette";

/** Opens the palette, wherever on the page it is. */
export function openPalette(): void {
  window.dispatchEvent(new Event(name));
}

/** Hears of the palette being opened. Returns how to stop hearing. */
export function onOpenPalette(listener: () => void): () => void {
  window.addEventListener(name, listener);
  return () => window.removeEventListener(name, listener);
}
