/**
 * Runs `work`, then what it deferred, last first, however it ended.
 *
 * `await using` would say it too, but the parser that checks the import rules does not know it yet.
 */
export async function cleaningUp<Result>(
  work: (running: AsyncDisposableStack) => Promise<Result>,
): Promise<Result> {
  const running = new AsyncDisposableStack();
  try {
    return await work(running);
  } finally {
    await running.disposeAsync();
  }
}
