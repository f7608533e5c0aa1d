import type { CorpusSummary } from '../build/types.js';
import { type Amounts, type Cells, type Dropped, morphemesOf } from './tally.js';

/** One table of figures: the manual's columns for each of the ways to part a corpus. */
export interface StatisticsTable {
  readonly name: 'sections' | 'kinds' | 'languages' | 'splits' | 'weights' | 'sources';
  readonly rows: readonly StatisticsRow[];
}

export interface StatisticsRow {
  readonly key: string;
  readonly documents: number;
  readonly sentences: number;
  /** Reckoned from the sampled documents unless all were counted. */
  readonly morphemes: number;
  readonly bytes: number;
}

export interface DropRow extends Dropped {
  readonly rule: string;
}

/** The figures of a corpus as `corpus stats --json` prints them. */
export interface Statistics {
  readonly total: StatisticsRow;
  /** Whether all morphemes were counted, or one document in so many. */
  readonly morphemeSample: number;
  readonly tables: readonly StatisticsTable[];
  /** Documents whose characters reach `from` and not twice that. */
  readonly lengths: readonly { readonly from: number; readonly documents: number }[];
  readonly drops: readonly DropRow[];
  /** Share of each section's characters that cleaning took, by rule: a rule that eats one field stands out. */
  readonly sectionDrops: readonly {
    readonly section: string;
    readonly share: number;
    readonly rules: readonly DropRow[];
  }[];
  readonly rejects: Readonly<Record<string, number>>;
  readonly examples: CorpusSummary['tally']['examples'];
  readonly components: CorpusSummary['components'];
}

const TABLES = ['sections', 'kinds', 'languages', 'splits', 'weights', 'sources'] as const;

/** Order of the manual: A to H, Y, then what carries no class. */
const SECTIONS = 'ABCDEFGHY-';

export function statisticsOf({ tally, settings, components }: CorpusSummary): Statistics {
  return {
    total: rowOf('total', tally.total),
    morphemeSample: settings.morphemeSample,
    tables: TABLES.map((name) => ({ name, rows: rowsOf(tally[name], name === 'sections') })),
    lengths: Object.entries(tally.lengths)
      .map(([power, documents]) => ({ from: 2 ** Number(power), documents }))
      .sort((a, b) => a.from - b.from),
    drops: dropRows(tally.drops),
    sectionDrops: [...SECTIONS].flatMap((section) => sectionRow(section, tally.sections, tally.sectionDrops)),
    rejects: tally.rejects,
    examples: tally.examples,
    components,
  };
}

function rowsOf(cells: Cells, bySection: boolean): StatisticsRow[] {
  const rows = Object.entries(cells).map(([key, amounts]) => rowOf(key, amounts));
  if (bySection) return rows.sort((a, b) => SECTIONS.indexOf(a.key) - SECTIONS.indexOf(b.key));
  return rows.sort((a, b) => b.bytes - a.bytes || (a.key < b.key ? -1 : 1));
}

function rowOf(key: string, amounts: Amounts): StatisticsRow {
  const { documents, sentences, bytes } = amounts;
  return { key, documents, sentences, morphemes: morphemesOf(amounts), bytes };
}

function dropRows(drops: Readonly<Record<string, Dropped>>): DropRow[] {
  return Object.entries(drops)
    .map(([rule, dropped]) => ({ rule, ...dropped }))
    .sort((a, b) => b.characters - a.characters || (a.rule < b.rule ? -1 : 1));
}

/** Masks and repairs change words and take no text away; duplicates go because they stand elsewhere. */
const NO_LOSS = /^(line-breaks|privacy|duplicates)\./;

function sectionRow(
  section: string,
  kept: Cells,
  dropped: CorpusSummary['tally']['sectionDrops'],
): Statistics['sectionDrops'][number][] {
  const rules = dropRows(dropped[section] ?? {}).filter(({ rule }) => !NO_LOSS.test(rule));
  const characters = kept[section]?.characters ?? 0;
  const gone = rules.reduce((sum, rule) => sum + rule.characters, 0);
  if (characters + gone === 0) return [];
  return [{ section, share: gone / (characters + gone), rules }];
}
