/**
 * Runs a source to its end even when the reader of the returned generator leaves: a deletion that stops halfway because a
 * laptop was closed would be the worse surprise.
 *
 * @param onUnheard told of a failure that came after the reader had left; one the reader still hears is thrown to it.
 */
export async function* detached<Item>(
  source: AsyncIterable<Item>,
  onUnheard: (error: unknown) => void,
): AsyncGenerator<Item, void, void> {
  const waiting: Item[] = [];
  let wake = Promise.withResolvers<void>();
  let reading = true;
  let finished = false;
  let failure: { readonly error: unknown } | undefined;

  const run = async () => {
    for await (const item of source) {
      if (reading) waiting.push(item);
      wake.resolve();
    }
  };
  void run()
    .catch((error: unknown) => {
      if (reading) failure = { error };
      else onUnheard(error);
    })
    .finally(() => {
      finished = true;
      wake.resolve();
    });

  try {
    while (true) {
      for (let item = waiting.shift(); item !== undefined; item = waiting.shift()) yield item;
      if (finished) break;
      await wake.promise;
      wake = Promise.withResolvers<void>();
    }
    if (failure !== undefined) throw failure.error;
  } finally {
    reading = false;
  }
}
