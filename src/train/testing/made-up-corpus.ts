import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

/** A finished corpus of a few documents, a paragraph a line, as `simsa corpus build` leaves it. */
export function writeMadeUpCorpus(
  folder: string,
  texts: { readonly train: readonly string[]; readonly dev: readonly string[] },
): void {
  for (const split of ['train', 'dev'] as const) {
    const lines = texts[split].map((text, at) => `${JSON.stringify(documentLine(text, split, at))}\n`).join('');
    const bytes = gzipSync(lines);
    mkdirSync(join(folder, split), { recursive: true });
    const file = {
      name: 'shard-00000.jsonl.gz',
      bytes: bytes.length,
      sha256: createHash('sha256').update(bytes).digest('hex'),
    };
    writeFileSync(join(folder, split, file.name), bytes);
    const documents = texts[split].length;
    const shards = [{ documents, weights: documents, jsonBytes: Buffer.byteLength(lines), files: [file] }];
    const manifest = { version: 1, settings: {}, complete: true, documents, shards };
    writeFileSync(join(folder, split, 'manifest.json'), JSON.stringify(manifest));
  }
}

function documentLine(text: string, split: string, at: number) {
  const language = /\p{Script=Hangul}/u.test(text) ? 'ko' : 'en';
  const paragraphs = [...text.matchAll(/.+/g)].map(({ index, 0: line }) => [index, index + line.length]);
  const part = { name: 'description', language, paragraphs };
  const from = { source: 'made-up', file: 'made-up.jsonl', record: at + 1, licence: 'Apache-2.0', weights: true };
  return { id: `made-up/${at}`, split, kind: 'gazette', ...from, classes: [], keys: [], text, parts: [part] };
}
