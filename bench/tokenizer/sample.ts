import { createHash } from 'node:crypto';
import { createReadStream, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { createGunzip } from 'node:zlib';
import { sentences } from '../../src/text/index.js';

/** Files of the data folder with the megabytes of text taken from each: about four parts Korean to one English. */
const SOURCES: readonly (readonly [path: string, language: 'ko' | 'en', megabytes: number])[] = [
  ['kr/kr_fulltext_a.jsonl.gz', 'ko', 9],
  ['kr/kr_pharma_histories.jsonl.gz', 'ko', 4],
  ['kr/kr_ipc_claims.jsonl.gz', 'ko', 3],
  ['kr/kr_abstract_claim1.jsonl.gz', 'ko', 5],
  ['us/grants-and-applications.jsonl.gz', 'en', 3],
  ['us/pap2pat-applications.jsonl.gz', 'en', 2],
];

/** One document in twenty is held out. */
const HELD_OUT = 256 / 20;

export interface Sample {
  readonly train: string;
  readonly held: string;
}

/** Sentences of whole documents, a line each, in `train.txt` and `held.txt`; made once. */
export async function prepareSample(data: string, folder: string): Promise<Sample> {
  const sample = { train: join(folder, 'train.txt'), held: join(folder, 'held.txt') };
  if (existsSync(sample.held)) return sample;
  mkdirSync(folder, { recursive: true });
  const lines = { train: [] as string[], held: [] as string[] };
  for (const [path, language, megabytes] of SOURCES) {
    let left = megabytes * 1e6;
    for await (const line of createInterface({ input: createReadStream(join(data, path)).pipe(createGunzip()) })) {
      const side = createHash('sha1').update(line).digest()[0]! < HELD_OUT ? 'held' : 'train';
      for (const text of texts(JSON.parse(line), language)) {
        const cut = sentences(text, language).map(({ start, end }) => text.slice(start, end));
        lines[side].push(...cut);
        left -= cut.reduce((sum, sentence) => sum + Buffer.byteLength(sentence), 0);
      }
      lines[side].push('');
      if (left < 0) break;
    }
  }
  writeFileSync(sample.train, `${lines.train.join('\n')}\n`);
  writeFileSync(sample.held, `${lines.held.filter((line) => line !== '').join('\n')}\n`);
  return sample;
}

export function linesIn(path: string): string[] {
  return readFileSync(path, 'utf8').split('\n').slice(0, -1);
}

/** Lines from the whole of a text, as many as make so many bytes. */
export function linesOfShare(lines: readonly string[], wanted: number): string[] {
  const bytes = lines.reduce((sum, line) => sum + Buffer.byteLength(line), 0);
  const share = wanted / bytes;
  return lines.filter((line, i) => line !== '' && Math.floor(i * share) !== Math.floor((i + 1) * share));
}

/** The strings of a record that are prose, without those that say where it came from. */
function* texts(value: unknown, language: 'ko' | 'en'): Generator<string> {
  if (typeof value === 'string') {
    if (value.length > 30 && (language === 'en' || /[가-힣]/.test(value))) yield value.replaceAll('\r', '');
  } else if (value !== null && typeof value === 'object') {
    for (const [name, inner] of Object.entries(value)) {
      if (name !== 'source' && name !== 'citations') yield* texts(inner, language);
    }
  }
}
