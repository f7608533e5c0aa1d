/**
 * Proves on a finished corpus that nothing held out came into train:
 *
 *   npx tsx bench/check-splits.ts CORPUS [SPLITS]
 *
 * Numbers, families, titles and bands of near-duplicate abstracts of every document in `train` are looked up in the
 * frozen lists, and names of documents in `train` among those of `dev` and `test`. Ends with 1 if one is found.
 */
import { type DocumentLine, documentFiles, readDocumentFile, readSplits } from '../src/corpus/index.js';
import { keysOf } from '../src/corpus/splits/keys.js';
import type { DocumentPart } from '../src/corpus/types.js';

const [corpus = '', splits = 'splits'] = process.argv.slice(2);
const frozen = readSplits(splits);

/** The keys of a document as the build took them, from what its shard says of it. */
function lineKeys({ id, keys, parts, text }: DocumentLine): string[] {
  const cut = parts.map(({ name, language, paragraphs }) => ({
    name,
    language: language as DocumentPart['language'],
    paragraphs: paragraphs.map(([start, end]) => text.slice(start, end)),
  }));
  const titles = cut.filter(({ name }) => name === 'title').flatMap(({ paragraphs }) => paragraphs);
  const found = keysOf({ identity: { numbers: keys, families: [], titles, cites: [] }, parts: cut });
  return [...keys, ...found.titles, ...found.abstracts, ...(keys.length === 0 ? [`document:${id}`] : [])];
}

const heldOut = new Set<string>();
const counts = { train: 0, dev: 0, test: 0, keys: 0, leaks: 0 };
for (const split of ['dev', 'test', 'train'] as const) {
  for (const file of documentFiles(corpus, split)) {
    for await (const line of readDocumentFile(file)) {
      counts[split]++;
      if (split !== 'train') {
        heldOut.add(line.id);
        continue;
      }
      const keys = lineKeys(line);
      counts.keys += keys.length;
      const leaks = keys.filter((key) => frozen.sideOf(key) !== undefined);
      if (heldOut.has(line.id)) leaks.push(line.id);
      for (const leak of leaks) console.error(`${line.id}: ${leak}`);
      counts.leaks += leaks.length;
    }
  }
}
console.log(JSON.stringify(counts));
process.exitCode = counts.leaks > 0 ? 1 : 0;
