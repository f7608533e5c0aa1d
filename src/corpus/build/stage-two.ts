import { readFileSync } from 'node:fs';
import { applyDuplicates, type DuplicatePlan } from '../duplicates/index.js';
import { examplesOf } from '../kinds/examples.js';
import { ByteRun, type EncodedDocument, encodeDocument, encodeLines } from '../shards/index.js';
import { countDocument, sectionOf } from '../statistics/count-document.js';
import { addDrop, dropsOf, emptyTally, type Tally } from '../statistics/tally.js';
import type { CorpusDocument, Drop, Split } from '../types.js';
import type { Lent } from './plan.js';
import { readSpool } from './spool.js';
import { dropLines, writeWhole } from './stage-one.js';

/** Second stage of a batch: take out duplicates, deal, and make the bytes that go into the shards. */
export interface StageTwoTask {
  readonly spool: string;
  /** File for what was dropped, or null. */
  readonly drops: string | null;
  /** For each document its number in `duplicates`. */
  readonly ordinals: Int32Array;
  readonly splits: readonly Split[];
  /** Names of the richer twins of those that go. */
  readonly twins: readonly (string | null)[];
  readonly duplicates: DuplicatePlan;
  /** What its poorer twins lend to a document, by its place in the batch. */
  readonly lent: ReadonlyMap<number, Lent>;
  /** One document in so many has its morphemes counted. */
  readonly sample: number;
}

interface Dealt {
  readonly split: Split;
  readonly encoded: EncodedDocument;
}

export interface StageTwoResult {
  readonly documents: readonly Dealt[];
  readonly examples: readonly Dealt[];
  readonly tally: Tally;
  /** Memory in which the encoded bytes lie. What goes into one shard lies together, for it is held until that shard is full. */
  readonly pieces: readonly ArrayBuffer[];
}

/** Runs the second stage. The same spool and plan give the same bytes. */
export function stageTwo(task: StageTwoTask): StageTwoResult {
  const tally = emptyTally();
  const dropped: Drop[] = [];
  const documents: Dealt[] = [];
  const examples: Dealt[] = [];
  const runs = new Runs();
  let at = 0;
  for (const spooled of readSpool(readFileSync(task.spool))) {
    const place = at++;
    const document = settled(spooled, place, { task, tally, dropped });
    if (!document) continue;
    const split = task.splits[place] ?? 'train';
    countDocument(tally, document, { split, sample: task.sample });
    documents.push({ split, encoded: encodeDocument(document, split, runs.of(`documents ${split}`)) });
    const lines = exampleLines(document, split, tally);
    const run = runs.of(`examples ${split}`);
    if (lines.length > 0) examples.push({ split, encoded: encodeLines(document, split, { lines, run }) });
  }
  if (task.drops && dropped.length > 0) writeWhole(task.drops, dropLines(dropped));
  return { documents, examples, tally, pieces: runs.pieces() };
}

/** A run of bytes for each shard that is gathered. */
class Runs {
  readonly #runs = new Map<string, ByteRun>();

  of(shard: string): ByteRun {
    const run = this.#runs.get(shard) ?? new ByteRun();
    this.#runs.set(shard, run);
    return run;
  }

  pieces(): ArrayBuffer[] {
    return [...this.#runs.values()].flatMap(({ pieces }) => pieces);
  }
}

interface Settling {
  readonly task: StageTwoTask;
  readonly tally: Tally;
  readonly dropped: Drop[];
}

/** The document as it goes out, or null when a twin or an earlier duplicate stands for it. */
function settled(document: CorpusDocument, at: number, { task, tally, dropped }: Settling): CorpusDocument | null {
  const twin = task.twins[at] ?? null;
  const { document: kept, drops } =
    twin === null
      ? applyDuplicates(document, task.ordinals[at]!, task.duplicates)
      : { document: null, drops: [twinDrop(document, twin)] };
  const section = sectionOf(document.classes);
  for (const drop of drops) {
    if (task.drops !== null) dropped.push(drop);
    addDrop(tally.drops, drop.rule, drop.characters);
    addDrop(dropsOf(tally.sectionDrops, section), drop.rule, drop.characters);
  }
  const lent = task.lent.get(at);
  if (!kept || !lent) return kept;
  const classes = kept.classes.length > 0 ? kept.classes : lent.classes;
  return { ...kept, classes, parts: [...lent.titles, ...kept.parts] };
}

function twinDrop({ id, parts }: CorpusDocument, twin: string): Drop {
  const characters = parts.reduce((sum, { paragraphs }) => sum + paragraphs.join('').length, 0);
  return { document: id, rule: TWIN_RULE, part: null, paragraph: null, text: twin, characters };
}

/** Rule by which the poorer of two records of one application goes; `text` of its drops names the one that stays. */
export const TWIN_RULE = 'duplicates.same-application';

function exampleLines(document: CorpusDocument, split: Split, tally: Tally): string[] {
  const lines: string[] = [];
  const { source, licence, weights } = document.provenance;
  for (const example of examplesOf(document)) {
    lines.push(JSON.stringify({ document: document.id, kind: document.kind, source, licence, weights, ...example }));
    const counts = tally.examples[example.task] ?? {};
    counts[split] = (counts[split] ?? 0) + 1;
    tally.examples[example.task] = counts;
  }
  return lines;
}
