import type { Statistics, StatisticsRow } from '../../workshop.js';
import { formatBytes } from '../terminal.js';
import { wordingIn } from '../wording.js';

/** Rules shown in the table; all are in `--json` and on the page. */
const SHOWN_RULES = 15;

/** The statistics of a corpus as lines of a table: the manual's columns for each way to part it. */
export function statisticsLines(statistics: Statistics, language: 'ko' | 'en'): string[] {
  const wording = wordingIn(language);
  const { total, tables, drops, examples, rejects, morphemeSample } = statistics;
  const names: Readonly<Record<string, string>> = {
    sections: wording('section', '섹션'),
    kinds: wording('kind', '종류'),
    languages: wording('language', '언어'),
    splits: wording('split', '분할'),
    weights: wording('trains weights', '학습 가능'),
    sources: wording('source', '출처'),
  };
  const columns = [
    wording('documents', '문서'),
    wording('sentences', '문장'),
    wording('morphemes', '형태소'),
    wording('text', '용량'),
  ];
  const width = Math.max(...tables.flatMap(({ rows }) => rows.map(({ key }) => key.length)), 16) + 2;
  const lines = tables.flatMap(({ name, rows }) => [
    line([names[name] ?? name, ...columns], width),
    ...rows.map((row) => rowLine(row, width)),
    '',
  ]);
  return [
    ...lines,
    rowLine({ ...total, key: wording('total', '합계') }, width),
    ...(morphemeSample > 1
      ? [
          wording(
            `morphemes: reckoned from one document in ${morphemeSample}`,
            `형태소: 문서 ${morphemeSample}건 중 1건에서 추산`,
          ),
        ]
      : []),
    '',
    line([wording('rule', '규칙'), wording('times', '횟수'), wording('characters', '글자')], width + 12),
    ...drops
      .slice(0, SHOWN_RULES)
      .map(({ rule, count, characters }) => line([rule, amount(count), amount(characters)], width + 12)),
    '',
    ...Object.entries(examples).map(([task, counts]) =>
      line([task, ...Object.entries(counts).map(([split, count]) => `${split} ${amount(count)}`)], width),
    ),
    ...Object.entries(rejects).map(([code, count]) => line([code, amount(count)], width + 12)),
  ];
}

function rowLine({ key, documents, sentences, morphemes, bytes }: StatisticsRow, width: number): string {
  return line([key, amount(documents), amount(sentences), amount(morphemes), formatBytes(bytes)], width);
}

function line([first = '', ...cells]: readonly string[], width: number): string {
  return `${padded(first, width)}${cells.map((cell) => padded(cell, 16, true)).join('')}`;
}

/** Hangul takes two columns of a terminal. */
function padded(text: string, width: number, right = false): string {
  const columns = text.length + (text.match(/[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3]/g)?.length ?? 0);
  const blanks = ' '.repeat(Math.max(1, width - columns));
  return right ? `${blanks}${text}` : `${text}${blanks}`;
}

function amount(value: number): string {
  return value.toLocaleString('en');
}
