import { describe, expect, it } from 'vitest';
import type { CorpusSummary } from '../build/types.js';
import type { CorpusDocument } from '../types.js';
import { countDocument, sectionOf } from './count-document.js';
import { statisticsPage } from './page.js';
import { statisticsOf } from './table.js';
import { addDrop, addTally, dropsOf, emptyTally, morphemesOf, type Tally } from './tally.js';

function document(id: string, text: string, symbol: string | null): CorpusDocument {
  return {
    id,
    kind: 'korean-gazettes',
    provenance: { source: 'made <up>', file: 'a', record: 1, licence: 'own & free', weights: true, use: 'training' },
    identity: { numbers: [], families: [], titles: [], cites: [] },
    classes: symbol ? [{ scheme: 'CPC', symbol, position: 'first', value: null, version: null }] : [],
    parts: [{ name: 'abstract', language: 'ko', paragraphs: [text] }],
  };
}

function tallyOf(...documents: readonly CorpusDocument[]): Tally {
  const tally = emptyTally();
  for (const one of documents) countDocument(tally, one, { split: 'train', sample: 1 });
  return tally;
}

function summary(tally: Tally): CorpusSummary {
  const sources = [{ file: 'a', source: 'made <up>', licence: 'own & free', weights: true, use: 'training', bytes: 1 }];
  const settings = { splits: 'none', formats: ['jsonl'], shardBytes: 1, morphemeSample: 1 } as const;
  return { version: 1, settings, sources, components: [[1, 2]], tally };
}

const FIRST = document('1', '배터리를 식힌다. 소음이 줄어든다.', 'Y02E 10/50');
const SECOND = document('2', '문을 잠근다.', null);

describe('statistics', () => {
  it('count documents, sentences, morphemes and bytes by section as the manual does', () => {
    const { total, tables } = statisticsOf(summary(tallyOf(FIRST, SECOND)));
    expect(total).toMatchObject({
      documents: 2,
      sentences: 3,
      bytes: Buffer.byteLength('배터리를 식힌다. 소음이 줄어든다.문을 잠근다.'),
    });
    expect(tables[0]?.rows.map(({ key, documents, sentences }) => [key, documents, sentences])).toEqual([
      ['Y', 1, 2],
      ['-', 1, 1],
    ]);
    expect(total.morphemes).toBeGreaterThan(9);
  });

  it('of batches add up to those of the whole', () => {
    const sum = tallyOf(FIRST);
    addTally(sum, tallyOf(SECOND));
    expect(sum).toEqual(tallyOf(FIRST, SECOND));
  });

  it('reckon morphemes from the sample by its share of the text', () => {
    expect(morphemesOf({ ...emptyTally().total, bytes: 1_000, sampledBytes: 100, sampledMorphemes: 21 })).toBe(210);
  });

  it('tell what share of a section each cleaning rule took, duplicates aside', () => {
    const tally = tallyOf(FIRST);
    addDrop(dropsOf(tally.sectionDrops, 'Y'), 'quality.no-letters', 19);
    addDrop(dropsOf(tally.sectionDrops, 'Y'), 'duplicates.near', 900);
    const [row] = statisticsOf(summary(tally)).sectionDrops;
    expect(row).toMatchObject({ section: 'Y', share: 0.5, rules: [{ rule: 'quality.no-letters', count: 1 }] });
  });

  it('take the main class: IPC before CPC, the one marked first before others', () => {
    const symbol = (scheme: 'IPC' | 'CPC', name: string, position: 'first' | 'later') => ({
      scheme,
      symbol: name,
      position,
      value: null,
      version: null,
    });
    expect(
      sectionOf([
        symbol('CPC', 'Y02E 10/50', 'first'),
        symbol('IPC', 'H01M 10/05', 'later'),
        symbol('IPC', 'B60L 1/00', 'first'),
      ]),
    ).toBe('B');
  });
});

describe('the page', () => {
  const page = statisticsPage(summary(tallyOf(FIRST, SECOND)), 'ko');

  it('needs no other file', () => {
    expect(page).not.toMatch(/(?:src|href)=|@import|url\(/);
  });

  it('says everything in both languages and escapes what comes from outside', () => {
    expect(page).toContain('말뭉치 통계');
    expect(page).toContain('Corpus statistics');
    expect(page).toContain('made &lt;up&gt;');
    expect(page).not.toContain('made <up>');
  });
});
