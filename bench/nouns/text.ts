import { once } from 'node:events';
import { createReadStream, createWriteStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { createGunzip } from 'node:zlib';
import { sentences } from '../../src/text/index.js';

/** Files of the data folder and which share of their records the smaller text takes: one in so many. */
const FILES: readonly (readonly [file: string, oneIn: number])[] = [
  ['kr/kr_abstract_claim1.jsonl.gz', 4],
  ['kr/kr_fulltext_a.jsonl.gz', 6],
  ['kr/kr_fulltext_small.jsonl.gz', 3],
  ['kr/kr_pharma_histories.jsonl.gz', 6],
];
const FIELDS = new Set(
  'title_ko abstract_ko claim1 claims text description technicalField backgroundArt problem solution effect embodiments'.split(
    ' ',
  ),
);

/**
 * Writes Korean patent text of several fields, a sentence a line and an empty line between documents. Punctuation
 * becomes spaces: soynlp parts words at spaces only, and should not lose for want of a preprocessor.
 * @param all whether to take all records, which makes about five times the text
 */
export async function writeText(data: string, path: string, all = false): Promise<void> {
  const out = createWriteStream(path);
  for (const [file, oneIn] of FILES) {
    const input = createReadStream(`${data}/${file}`).pipe(createGunzip());
    let record = 0;
    for await (const line of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
      if (record++ % oneIn !== 0 && !all) continue;
      const lines = [...texts(JSON.parse(line), '')].flatMap(linesOf);
      if (!out.write(`${lines.join('\n')}\n\n`)) await once(out, 'drain');
    }
  }
  out.end();
  await once(out, 'finish');
}

function linesOf(text: string): string[] {
  const lines = sentences(text, 'ko').map(({ start, end }) => text.slice(start, end));
  return lines.map((line) => line.replace(/[^가-힣A-Za-z0-9]+/g, ' ').trim()).filter((line) => line !== '');
}

function* texts(value: unknown, field: string): Generator<string> {
  if (typeof value === 'string') {
    if (FIELDS.has(field) && /[가-힣]/.test(value)) yield value;
  } else if (Array.isArray(value)) for (const item of value) yield* texts(item, field);
  else if (value !== null && typeof value === 'object') {
    for (const [name, item] of Object.entries(value)) yield* texts(item, name);
  }
}
