/**
 * Runs `work` on each item, at most `limit` at a time, and yields results in the order they finish.
 *
 * When the consumer stops early, or `work` throws, no further item is started; those under way are left to `signal`.
 *
 * @param limit how many at once, at least 1.
 */
export async function* inCompletionOrder<Item, Result>(
  items: Iterable<Item>,
  limit: number,
  work: (item: Item) => Promise<Result>,
): AsyncGenerator<Result, void, void> {
  type Settled = { readonly key: number; readonly result: Result };
  const running = new Map<number, Promise<Settled>>();
  const iterator = items[Symbol.iterator]();
  let key = 0;
  let next = iterator.next();
  try {
    while (running.size > 0 || next.done !== true) {
      while (running.size < limit && next.done !== true) {
        const mine = key++;
        running.set(
          mine,
          work(next.value).then((result) => ({ key: mine, result })),
        );
        next = iterator.next();
      }
      const settled = await Promise.race(running.values());
      running.delete(settled.key);
      yield settled.result;
    }
  } finally {
    // What still runs when the consumer leaves may fail later, with nobody left to hear of it.
    for (const promise of running.values()) promise.catch(() => undefined);
  }
}
