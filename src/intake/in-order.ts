/**
 * Runs work on items side by side, at most `window` at a time, and gives the results in the order of the
 * items. An item is only asked for when there is room for its work, so a slow consumer slows the source.
 */
export async function* inOrder<Item, Result>(
  items: AsyncIterable<Item>,
  window: number,
  work: (item: Item) => Promise<Result>,
): AsyncGenerator<{ readonly item: Item; readonly result: Result }> {
  const waiting: { readonly item: Item; readonly result: Promise<Result> }[] = [];
  for await (const item of items) {
    const result = work(item);
    // Its fault is met when its turn comes; until then it must not count as unhandled.
    result.catch(() => {});
    waiting.push({ item, result });
    if (waiting.length >= window) yield next(waiting);
  }
  while (waiting.length > 0) yield next(waiting);
}

async function next<Item, Result>(
  waiting: { readonly item: Item; readonly result: Promise<Result> }[],
): Promise<{ readonly item: Item; readonly result: Result }> {
  const { item, result } = waiting.shift()!;
  return { item, result: await result };
}
