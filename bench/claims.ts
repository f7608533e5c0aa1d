import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Claim, Publication } from '../src/core/index.js';
import { filesAt, readGazettes } from '../src/gazette/index.js';
import { Agreement, claimOf, faultsOf, readWords } from './claims/agreement.js';
import { rowsOf } from './claims/lines.js';
import type { BenchOptions, Measurement } from './types.js';

/** Places that lie at most so far apart are the same: sources leave out commas, blanks and joining words. */
const NEAR = 4;

interface History {
  readonly claimVersions?: readonly {
    readonly claims: readonly {
      readonly n: number;
      readonly type: string;
      readonly refers: readonly number[];
      readonly text?: string | null;
    }[];
  }[];
}

interface Refused {
  readonly applicationNumber: string;
  readonly claimTree?: readonly (readonly [claim: number, cited: readonly number[]])[];
}

interface Split {
  readonly claim: string;
  readonly elements: readonly string[];
}

/** What is read from the words of claims against what sources say of them: histories, trees, markup, elements. */
export async function run({ data }: BenchOptions): Promise<readonly Measurement[]> {
  if (data === null) throw new Error('Name the data with --data DIR: it holds kr/, us/ and gazettes/.');
  const histories = compareHistories(rowsOf<History>(join(data, 'kr/kr_pharma_histories.jsonl.gz')));
  const places = comparePlaces(rowsOf<Split>(join(data, 'kr/kr_claim_vs_citation.jsonl.gz')));
  const trees = new Map(
    rowsOf<Refused>(join(data, 'kr/kr_rejected_semiconductor.jsonl.gz')).flatMap((row) =>
      row.claimTree ? [[`KR${row.applicationNumber}`, row.claimTree] as const] : [],
    ),
  );
  const stored = await compareStored(data, trees);
  return [
    ...rowsFor('Korean histories', histories.numbers),
    { what: 'Korean histories: kind equal', value: share(histories.sameKind, histories.numbers.compared), unit: '%' },
    ...rowsFor('US markup', stored.markup),
    ...rowsFor('all claims whose source names references', stored.named),
    { what: 'Korean claim trees: applications', value: trees.size, unit: '' },
    { what: 'Korean claim trees: applications whose words are in another file', value: stored.treesFound, unit: '' },
    ...(stored.trees.compared > 0 ? rowsFor('Korean claim trees', stored.trees) : []),
    { what: 'claim sets', value: stored.sets, unit: '' },
    { what: 'claims cut into elements', value: stored.claims, unit: '' },
    { what: 'elements that are not their text or overlap', value: stored.faults, unit: '', aim: '0' },
    { what: 'time to read all claims', value: Math.round(stored.seconds), unit: 's' },
    { what: 'Korean claims split elsewhere', value: places.claims, unit: '' },
    { what: 'places of those splits', value: places.theirs, unit: '' },
    { what: 'of them also ours', value: share(places.found, places.theirs), unit: '%' },
  ];
}

function rowsFor(what: string, { compared, equal, more, missed }: Agreement): Measurement[] {
  return [
    { what: `${what}: claims compared`, value: compared, unit: '' },
    { what: `${what}: equal`, value: equal, unit: '' },
    { what: `${what}: equal`, value: share(equal, compared), unit: '%' },
    { what: `${what}: the words name more`, value: more, unit: '' },
    { what: `${what}: a number of the source missed`, value: missed, unit: '', aim: '0' },
  ];
}

/** Each version of a claim that has words, read among the claims that its paper names. */
function compareHistories(rows: readonly History[]) {
  const numbers = new Agreement();
  let sameKind = 0;
  for (const { claims } of rows.flatMap(({ claimVersions }) => claimVersions ?? [])) {
    const parsed = readWords(
      claims.map(({ n, text }) => claimOf(n, text ?? '')),
      'ko',
    );
    for (const [place, { text, refers, type }] of claims.entries()) {
      if (!text) continue;
      numbers.add(parsed[place]!.refersTo, refers);
      if (parsed[place]!.kind === type) sameKind++;
    }
  }
  return { numbers, sameKind };
}

/** Where another project has cut claims, against where our elements begin. */
function comparePlaces(rows: readonly Split[]) {
  let theirs = 0;
  let found = 0;
  for (const { claim, elements } of rows) {
    const ours = readWords([claimOf(1, claim)], 'ko')[0]!.elements.map(({ start }) => start);
    const places = startsIn(claim, elements).filter((start) => start > 0);
    theirs += places.length;
    found += places.filter((place) => ours.some((start) => Math.abs(start - place) <= NEAR)).length;
  }
  return { claims: rows.length, theirs, found };
}

function startsIn(claim: string, elements: readonly string[]): number[] {
  const starts: number[] = [];
  let at = 0;
  for (const element of elements) {
    const start = claim.indexOf(element, at);
    if (start < 0) continue;
    starts.push(start);
    at = start + element.length;
  }
  return starts;
}

/** Every claim set of every publication and format once. */
async function compareStored(data: string, trees: ReadonlyMap<string, NonNullable<Refused['claimTree']>>) {
  const markup = new Agreement();
  const named = new Agreement();
  const treeNumbers = new Agreement();
  const found = new Set<string>();
  const seen = new Set<string>();
  let claims = 0;
  let faults = 0;
  let seconds = 0;
  for await (const publication of publicationsOf(data)) {
    const set = keyOf(publication);
    if (seen.has(set)) continue;
    seen.add(set);
    const start = performance.now();
    const parsed = readWords(publication.claims, publication.language);
    seconds += (performance.now() - start) / 1000;
    claims += parsed.length;
    for (const claim of parsed) faults += faultsOf(claim);
    for (const [place, { refersTo }] of publication.claims.entries()) {
      if (refersTo.length === 0) continue;
      named.add(parsed[place]!.refersTo, refersTo);
      if (isMarkup(publication)) markup.add(parsed[place]!.refersTo, refersTo);
    }
    const tree = new Map(trees.get(publication.id));
    if (tree.size > 0) found.add(publication.id);
    for (const { number, refersTo } of parsed) if (tree.has(number)) treeNumbers.add(refersTo, tree.get(number)!);
  }
  return {
    markup,
    named,
    trees: treeNumbers,
    treesFound: found.size,
    sets: seen.size,
    claims,
    faults,
    seconds,
  };
}

async function* publicationsOf(data: string): AsyncGenerator<Publication> {
  for (const folder of ['kr', 'us', 'gazettes'].map((name) => join(data, name)).filter(existsSync)) {
    for await (const file of filesAt(folder)) {
      for await (const read of readGazettes(file)) {
        if (read.type === 'publication' && hasWords(read.publication.claims)) yield read.publication;
      }
    }
  }
}

function keyOf({ id, sources: [source], claims }: Publication): string {
  return `${id} ${source!.format} ${claims.map(({ text }) => text.length).join()}`;
}

function hasWords(claims: readonly Claim[]): boolean {
  return claims.some(({ text }) => text !== '');
}

/** Claims of USPTO XML carry their references as elements. */
function isMarkup({ sources: [source] }: Publication): boolean {
  return /^uspto-.*(?:xml|st32)$/.test(source!.format);
}

function share(part: number, whole: number): number {
  return whole === 0 ? 0 : Math.round((part / whole) * 1000) / 10;
}
