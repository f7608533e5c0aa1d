/**
 * Runs work on items side by side, at most `window` at a time, and gives the results in the order of the items.
 * An item is only asked for when there is room for its work, so a slow consumer slows the source.
 */
export async function* inOrder<Item, Result>(
  items: AsyncIterable<Item> | Iterable<Item>,
  window: number,
  work: (item: Item) => Promise<Result>,
): AsyncGenerator<{ readonly item: Item; readonly result: Result }> {
  const waiting: { readonly item: Item; readonly result: Promise<Result> }[] = [];
  for await (const item of items) {
    const result = work(item);
    // Its fault is met when its turn comes; until then it must not count as unhandled.
    result.catch(() => {});
    waiting.push({ item, result });
    if (waiting.length >= window) yield await settledFirst(waiting);
  }
  while (waiting.length > 0) yield await settledFirst(waiting);
}

async function settledFirst<Item, Result>(
  waiting: { readonly item: Item; readonly result: Promise<Result> }[],
): Promise<{ readonly item: Item; readonly result: Result }> {
  const first = waiting.shift();
  if (!first) throw new Error('nothing is under way');
  return { item: first.item, result: await first.result };
}
