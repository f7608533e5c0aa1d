import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openEncoderFolder } from '../../src/model/index.js';
import { type FinetuneReport, finetuneClassifier } from '../../src/train/index.js';
import { type ClassifiedDocument, readText } from './documents.js';
import { WORK } from './kept.js';

/** The manual's, as the command has them where nothing is said. */
const DEFAULTS = {
  ...{ maxLength: 256, batch: 8, epochs: 5, rate: 3e-5, freshRate: 30, layerDecay: 1, patience: 3 },
  ...({ pooling: null, scheme: 'IPC', terms: true } as const),
};

/** Changes whenever the same texts and recipe come to something else: what was kept before counts no more. */
const METHOD = 3;

/** Files of `label<TAB>text`. */
export interface TaskFiles {
  readonly data: string;
  readonly validation: string | null;
  readonly test: string | null;
}

/** Writes documents with their labels, in the work folder. */
export function writeTexts(
  name: string,
  documents: readonly ClassifiedDocument[],
  labelOf: (document: ClassifiedDocument) => string,
): string {
  const folder = join(WORK, 'texts');
  mkdirSync(folder, { recursive: true });
  const path = join(folder, `${name}.tsv`);
  const lines = documents.map((document) => `${labelOf(document)}\t${readText(document).replace(/\s+/g, ' ')}\n`);
  writeFileSync(path, lines.join(''));
  return path;
}

interface TrainingOptions {
  readonly model: string;
  readonly seed: number;
  readonly threads: number;
}

/** Fine-tunes and tests, or reads what an earlier run of the bench came to. */
export async function fineTuned(files: TaskFiles, options: TrainingOptions): Promise<FinetuneReport> {
  const kept = join(WORK, 'fine-tuned', `${keyOf(files, options)}.json`);
  if (existsSync(kept)) return JSON.parse(readFileSync(kept, 'utf8')) as FinetuneReport;
  const { model, seed, threads } = options;
  const base = { kind: 'model', folder: model } as const;
  const out = join(WORK, 'classifier');
  const chosen = { ...files, ...DEFAULTS, base, out, seed, threads };
  for await (const event of finetuneClassifier(chosen)) {
    if (event.type === 'epoch') progress(event.epoch, event.train, event.validation);
    if (event.type !== 'done') continue;
    mkdirSync(join(WORK, 'fine-tuned'), { recursive: true });
    writeFileSync(kept, JSON.stringify(event));
    return event;
  }
  throw new Error('Training ended without a report.');
}

function progress(epoch: number, train: { loss: number }, validation: { loss: number; accuracy: number }): void {
  const figures = [train.loss, validation.loss, validation.accuracy].map((value) => value.toFixed(4));
  console.error(`  epoch ${epoch}: loss ${figures[0]}, validation ${figures[1]}, accuracy ${figures[2]}`);
}

/** Everything the report follows from. */
function keyOf({ data, validation, test }: TaskFiles, { model, seed }: TrainingOptions): string {
  const hash = createHash('sha256');
  const { config, weights, card } = openEncoderFolder(model);
  for (const path of [data, validation, test, weights]) if (path !== null) hash.update(readFileSync(path));
  return hash
    .update(JSON.stringify([METHOD, config, card?.staticHash, DEFAULTS, seed]))
    .digest('hex')
    .slice(0, 16);
}
