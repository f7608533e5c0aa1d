import { createReadStream } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { createGunzip } from 'node:zlib';
import { SimsaError } from '../../core/index.js';
import type { Split } from '../types.js';
import type { DocumentLine } from './encode.js';
import { readManifest } from './manifest.js';

/**
 * Files of a corpus with the documents of a split, in order.
 * @throws `corpus.no-corpus` when the build is missing or unfinished
 */
export function documentFiles(corpus: string, split: Split): readonly string[] {
  const folder = path.join(corpus, split);
  const manifest = readManifest(folder);
  if (!manifest?.complete) throw new SimsaError('corpus.no-corpus', { path: corpus }, { file: folder });
  return manifest.shards.flatMap(({ files }) =>
    files.filter(({ name }) => name.endsWith('.jsonl.gz')).map(({ name }) => path.join(folder, name)),
  );
}

/** Documents of one such file. */
export async function* readDocumentFile(file: string): AsyncGenerator<DocumentLine> {
  for await (const line of packedLines(file)) if (line !== '') yield JSON.parse(line) as DocumentLine;
}

/** Lines of a file that gzip packed. */
export function packedLines(file: string): AsyncIterable<string> {
  return createInterface({ input: createReadStream(file).pipe(createGunzip()), crlfDelay: Number.POSITIVE_INFINITY });
}
