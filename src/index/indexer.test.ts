import { readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { best } from './best.js';
import { readManifest } from './folder.js';
import { updateIndex } from './indexer.js';
import { currentStamp } from './stamp.js';
import { type Bench, madeUp, newBench } from './testing/made-up.js';
import type { SearchEngine } from './types.js';

let bench: Bench;
beforeEach(() => {
  bench = newBench();
});
afterEach(() => bench.remove());

async function titles(engine: SearchEngine): Promise<string[]> {
  const all = best(await engine.match({ type: 'everything' }), 10_000);
  const cards = await Promise.all(all.map(({ document }) => engine.card(document)));
  return cards.map(({ title }) => title).toSorted();
}

const number = (index: number) => `102020${String(index).padStart(7, '0')}`;
const some = (count: number, from = 0) =>
  Array.from({ length: count }, (_, index) =>
    madeUp(number(from + index), { title: `title ${from + index}`, abstract: 'alpha' }),
  );

describe('the index follows the store', () => {
  it('takes over new publications, changed ones in place of the old, and nothing twice', async () => {
    bench.put(...some(5));
    await bench.index();
    const engine = bench.open();
    expect(engine.stats()).toMatchObject({ publications: 5, passages: 10 });
    bench.put(
      madeUp(number(1), { title: 'title 1', abstract: 'alpha and a much longer abstract', claims: ['bravo'] }),
      ...some(2, 5),
    );
    await bench.index();
    await engine.refresh();
    expect(await titles(engine)).toEqual([0, 1, 2, 3, 4, 5, 6].map((index) => `title ${index}`));
    const { documents } = await engine.match({ type: 'words', terms: [{ term: 'bravo', weight: 1 }], required: 1 });
    expect(documents).toHaveLength(1);
    expect(engine.stats().sequence).toBe(bench.store.lastSequence);
    await engine.close();
  });

  it('has after many small updates what one rebuild has, in few segments', async () => {
    for (let round = 0; round < 12; round++) {
      bench.put(...some(3, round * 2));
      await bench.index();
    }
    const engine = bench.open();
    const grown = await titles(engine);
    expect(engine.stats().segments).toBeLessThan(6);
    await bench.index({ rebuild: true });
    await engine.refresh();
    expect(await titles(engine)).toEqual(grown);
    expect(engine.stats().segments).toBe(1);
    await engine.close();
  });

  it('builds the same with threads as without', async () => {
    bench.put(...some(260));
    await bench.index({ threads: 2 });
    const engine = bench.open();
    const { scores } = await engine.match({ type: 'words', terms: [{ term: 'alpha', weight: 1 }], required: 1 });
    await bench.index({ rebuild: true });
    await engine.refresh();
    const again = await engine.match({ type: 'words', terms: [{ term: 'alpha', weight: 1 }], required: 1 });
    expect(again.scores).toEqual(scores);
    await engine.close();
  });

  it('loses and doubles nothing when it is interrupted', async () => {
    bench.put(...some(2500));
    const signal = AbortSignal.abort();
    const stopped = (async () => {
      for await (const _ of updateIndex({ store: bench.store, folder: bench.indexFolder, threads: 0, signal }));
    })();
    await expect(stopped).rejects.toThrow();
    let rounds = 0;
    for await (const _ of updateIndex({ store: bench.store, folder: bench.indexFolder, threads: 0 }))
      if (++rounds === 1) break;
    // A crash may leave a segment that no manifest names.
    writeFileSync(join(bench.indexFolder, 'abcdef0123456789-0.seg'), 'half a segm');
    await bench.index();
    const engine = bench.open();
    expect(await titles(engine)).toHaveLength(2500);
    expect(new Set(await titles(engine)).size).toBe(2500);
    expect(readdirSync(bench.indexFolder).filter((name) => name.endsWith('.seg'))).toHaveLength(
      engine.stats().segments,
    );
    await engine.close();
  });
});

describe('what is refused', () => {
  const manifestPath = () => join(bench.indexFolder, 'manifest.json');
  const segmentPath = () => {
    const { segments } = readManifest(bench.indexFolder, currentStamp())!;
    return join(bench.indexFolder, segments[0]!.file);
  };

  beforeEach(async () => {
    bench.put(...some(3));
    await bench.index();
  });

  it('an index that is not there', () => {
    expect(() => newBench().open()).toThrow(expect.objectContaining({ code: 'index.missing' }));
  });

  it('an index made with another tokenizer, with the command that rebuilds it', () => {
    const manifest = JSON.parse(readFileSync(manifestPath(), 'utf8'));
    writeFileSync(manifestPath(), JSON.stringify({ ...manifest, stamp: { ...manifest.stamp, tokenizer: 'another' } }));
    expect(() => bench.open()).toThrow(
      expect.objectContaining({ code: 'index.other-version', hint: expect.stringContaining('simsa index --rebuild') }),
    );
  });

  it('a manifest that is no manifest', () => {
    writeFileSync(manifestPath(), '{"stamp":');
    expect(() => bench.open()).toThrow(expect.objectContaining({ code: 'index.corrupt' }));
  });

  it('a segment cut short anywhere, or with a changed byte in its tables', () => {
    const path = segmentPath();
    const whole = readFileSync(path);
    for (let length = 0; length < whole.length; length += Math.ceil(whole.length / 40)) {
      truncateSync(path, length);
      expect(() => bench.open()).toThrow(expect.objectContaining({ code: 'index.corrupt' }));
      writeFileSync(path, whole);
    }
    whole[whole.length - 20]! ^= 1;
    writeFileSync(path, whole);
    expect(() => bench.open()).toThrow(expect.objectContaining({ code: 'index.corrupt' }));
  });

  it('a second writer while one is at work', async () => {
    const first = updateIndex({ store: bench.store, folder: bench.indexFolder, threads: 0, rebuild: true });
    await first.next();
    await expect(bench.index()).rejects.toThrow(expect.objectContaining({ code: 'index.busy' }));
    await first.return(undefined);
    await bench.index();
  });

  it('and all of it is mended by a rebuild', async () => {
    writeFileSync(segmentPath(), 'nonsense');
    await bench.index({ rebuild: true });
    const engine = bench.open();
    expect(engine.stats().publications).toBe(3);
    await engine.close();
  });
});
