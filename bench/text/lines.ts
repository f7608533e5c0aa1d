import { createReadStream, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { createGunzip } from 'node:zlib';
import { sentences } from '../../src/text/index.js';

/** Lines longer than this are not compared: MeCab itself looks no further than 65,535 bytes. */
const LONGEST = 5000;

/** Sentences of claims, abstracts and descriptions of `DIR/kr` and lines of the statutes of `DIR/law/kr`. */
export async function koreanLines(data: string, perFile: number): Promise<string[]> {
  const lines: string[] = [];
  for (const name of readdirSync(join(data, 'kr')).sort()) {
    if (!name.endsWith('.jsonl.gz')) continue;
    let taken = 0;
    for await (const record of records(join(data, 'kr', name))) {
      for (const text of koreanTexts(record)) {
        const cut = sentences(text, 'ko').map(({ start, end }) => text.slice(start, end));
        taken += lines.push(...cut) > 0 ? cut.length : 0;
      }
      if (taken >= perFile) break;
    }
  }
  for (const name of readdirSync(join(data, 'law', 'kr')).sort()) {
    if (name.endsWith('.md')) lines.push(...readFileSync(join(data, 'law', 'kr', name), 'utf8').split('\n'));
  }
  return lines.map((line) => line.replaceAll('\r', '')).filter((line) => line !== '' && line.length <= LONGEST);
}

async function* records(path: string): AsyncGenerator<unknown> {
  for await (const line of createInterface({ input: createReadStream(path).pipe(createGunzip()) }))
    yield JSON.parse(line);
}

function* koreanTexts(value: unknown): Generator<string> {
  if (typeof value === 'string') {
    if (value.length > 30 && /[가-힣]/.test(value)) yield value;
  } else if (value !== null && typeof value === 'object') {
    for (const inner of Object.values(value)) yield* koreanTexts(inner);
  }
}
