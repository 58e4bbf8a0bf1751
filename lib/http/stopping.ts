/** Next bundles this module several times into one process; they share what hangs here. */
const shared: { stowageStopping?: AbortController } = globalThis as object;

/** What server-start.ts fires when the server is told to stop. */
export function stoppingController(): AbortController {
  shared.stowageStopping ??= new AbortController();
  return shared.stowageStopping;
}
