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
  type Settled = { readonly result: Result } | { readonly error: unknown };
  const settled: Settled[] = [];
  let wake = () => {};
  const settle = (one: Settled) => {
    settled.push(one);
    wake();
  };
  const iterator = items[Symbol.iterator]();
  let next = iterator.next();
  /** Those whose results were not yielded yet. */
  let started = 0;
  while (started > 0 || next.done !== true) {
    for (; started < limit && next.done !== true; next = iterator.next()) {
      started += 1;
      // A failure after the consumer has left has nobody to hear of it.
      work(next.value).then(
        (result) => settle({ result }),
        (error) => settle({ error }),
      );
    }
    let first = settled.shift();
    while (first === undefined) {
      // Not a race of all that is under way: each would get a further reaction for each that is done.
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
      first = settled.shift();
    }
    if ("error" in first) throw first.error;
    started -= 1;
    yield first.result;
  }
}
