/**
 * Prints places of printed text that the repair of line breaks changed or thought about and left, to be judged by a
 * reader: `npx tsx bench/sample-line-breaks.ts RECORDS.jsonl [PLACES] [SEED]`. RECORDS are JSON lines with
 * `description` (sections of strings) and `claims` (`{ text }`).
 */
import { readFileSync } from 'node:fs';
import { CLAIMS_PAGE, DESCRIPTION_PAGE, lineStarts } from '../src/corpus/cleaning/line-breaks/layout.js';
import { Places } from '../src/corpus/cleaning/line-breaks/places.js';
import { findChanges } from '../src/corpus/cleaning/line-breaks/repair.js';
import { readSpacingModel } from '../src/corpus/cleaning/line-breaks/spacing-model.js';
import { seeded } from './corpus/printed.js';

interface PrintedRecord {
  readonly applicationNumber: string;
  readonly claims: readonly { readonly text?: string }[];
  readonly description: Readonly<Record<string, readonly string[]>>;
}

interface Place {
  readonly where: string;
  readonly at: number;
  readonly what: 'join' | 'part' | 'left';
  readonly context: string;
}

/** Log-odds between which a blank at the end of a line was a close call. */
const CLOSE_CALL = 3;
const AROUND = 16;

const [file = '', wanted = '300', seed = '1'] = process.argv.slice(2);
const model = readSpacingModel();
const found: Record<Place['what'], Place[]> = { join: [], part: [], left: [] };

for (const line of readFileSync(file, 'utf8').split('\n')) {
  if (line === '') continue;
  const { applicationNumber, claims, description } = JSON.parse(line) as PrintedRecord;
  for (const [i, { text = '' }] of claims.entries()) look(`${applicationNumber} claim ${i + 1}`, text, true);
  for (const [section, texts] of Object.entries(description))
    for (const [i, text] of texts.entries()) look(`${applicationNumber} ${section} ${i + 1}`, text, false);
}
for (const place of chosen()) console.log(`${place.what}\t${place.where}\t${place.at}\t${place.context}`);

function look(where: string, raw: string, isClaim: boolean): void {
  const text = raw.replace(/\s+/g, ' ').trim();
  const page = isClaim ? CLAIMS_PAGE : DESCRIPTION_PAGE;
  const changes = findChanges(model, text, page);
  for (const { at, kind } of changes) {
    const right = kind === 'join' ? at + 1 : at;
    found[kind].push({
      where,
      at,
      what: kind,
      context: `${text.slice(Math.max(0, at - AROUND), at)}^${text.slice(right, right + AROUND)}`,
    });
  }
  if (!isClaim) leftAlone(where, text, new Set(changes.map(({ at }) => at)));
}

function leftAlone(where: string, text: string, changed: ReadonlySet<number>): void {
  const places = new Places(model, text);
  const starts = lineStarts(places, DESCRIPTION_PAGE);
  for (let right = 1; right < text.length; right++) {
    if (starts[right] !== 1 || !places.isBlankBefore(right) || !places.isWithinHangul(right) || changed.has(right - 1))
      continue;
    if (Math.abs(places.oddsBefore(right)) > CLOSE_CALL) continue;
    const context = `${text.slice(Math.max(0, right - 1 - AROUND), right - 1)}_${text.slice(right, right + AROUND)}`;
    found.left.push({ where, at: right - 1, what: 'left', context });
  }
}

/** Half joins, a sixth parts, a third close calls that were left. */
function chosen(): Place[] {
  const random = seeded(Number(seed));
  const shares = { join: 1 / 2, part: 1 / 6, left: 1 / 3 } as const;
  return (Object.keys(shares) as Place['what'][]).flatMap((what) => {
    const pool = [...found[what]];
    const count = Math.min(pool.length, Math.round(Number(wanted) * shares[what]));
    return Array.from({ length: count }, () => pool.splice(Math.floor(random() * pool.length), 1)[0]!);
  });
}
