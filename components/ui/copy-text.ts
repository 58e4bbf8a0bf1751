/**
 * Puts a text into the clipboard. Dashboards inside a company often have plain HTTP, where browsers withhold the clipboard API; the old command still works there.
 *
 * @returns whether it worked.
 */
export async function copyText(text: string): Promise<boolean> {
  if (navigator.clipboard !== undefined) {
    return navigator.clipboard.writeText(text).then(
      () => true,
      () => false,
    );
  }
  const area = document.createElement("textarea");
  area.value = text;
  area.style.position = "fixed";
  area.style.opacity = "0";
  const active = document.activeElement;
  (active?.closest("dialog,[role=dialog]") ?? document.body).append(area);
  area.select();
  const worked = document.execCommand("copy");
  area.remove();
  if (active instanceof HTMLElement) active.focus();
  return worked;
}
