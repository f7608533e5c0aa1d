import type { CorpusSummary } from '../build/types.js';
import { type Bar, barChart, both, columnChart, escapeHtml, percent, strip } from './charts.js';
import { PAGE_STYLE } from './page-style.js';
import { type Statistics, type StatisticsRow, statisticsOf } from './table.js';
import { type Words, wordsFor } from './words.js';

/** The statistics of a corpus as one page that needs no other file, in Korean and English. */
export function statisticsPage(summary: CorpusSummary, language: 'ko' | 'en'): string {
  const statistics = statisticsOf(summary);
  return `<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<title>${language === 'ko' ? '말뭉치 통계' : 'Corpus statistics'}</title><style>${PAGE_STYLE}</style></head><body>
${header(language)}
${overview(statistics)}
${sectionsPart(statistics)}
${originPart(statistics)}
${lengthsPart(statistics)}
${dropsPart(statistics)}
${tasksPart(statistics)}
${splitsPart(statistics)}
${sourcesPart(summary, statistics)}
</body></html>
`;
}

function header(language: 'ko' | 'en'): string {
  const choice = (own: 'ko' | 'en', name: string) =>
    `<input type="radio" name="language" id="in-${own}"${own === language ? ' checked' : ''}><label for="in-${own}" lang="${own}">${name}</label>`;
  return `<header><div><p class="kicker">Simsa</p><h1>${both({ en: 'Corpus statistics', ko: '말뭉치 통계' })}</h1></div>
<fieldset>${choice('ko', '한국어')}${choice('en', 'English')}</fieldset></header>`;
}

function overview({ total, tables, morphemeSample }: Statistics): string {
  const usable = tables.find(({ name }) => name === 'weights')?.rows.find(({ key }) => key === 'yes');
  const figures: readonly (readonly [Words, string])[] = [
    [{ en: 'Documents', ko: '문서' }, count(total.documents)],
    [{ en: 'Sentences', ko: '문장' }, count(total.sentences)],
    [{ en: 'Morphemes', ko: '형태소' }, `${morphemeSample > 1 ? '≈ ' : ''}${count(total.morphemes)}`],
    [{ en: 'Text', ko: '용량' }, bytes(total.bytes)],
    [{ en: 'May train what ships', ko: '배포 모델 학습 가능' }, percent((usable?.bytes ?? 0) / (total.bytes || 1))],
  ];
  const cells = figures.map(([words, value]) => `<div><dt>${both(words)}</dt><dd>${value}</dd></div>`);
  const note =
    morphemeSample > 1
      ? `<p class="note">${both({
          en: `Morphemes are counted in one document of ${morphemeSample} and reckoned for all; words for languages other than Korean.`,
          ko: `형태소는 문서 ${morphemeSample}건 중 1건에서 세어 전체를 추산했습니다. 한국어가 아닌 글은 낱말을 셉니다.`,
        })}</p>`
      : '';
  return `<dl class="numbers">${cells.join('')}</dl>${note}`;
}

function sectionsPart(statistics: Statistics): string {
  const title = { en: 'By section of the classification', ko: '분류 섹션별' };
  const rows = rowsOf(statistics, 'sections');
  return part(title, barChart(rows.map(bytesBar), title) + table(rows, statistics.total));
}

function originPart(statistics: Statistics): string {
  const kinds = rowsOf(statistics, 'kinds');
  const languages = rowsOf(statistics, 'languages');
  return part(
    { en: 'Kinds of data and languages', ko: '데이터 종류와 언어' },
    `${strip(kinds.map(stripPart))}${table(kinds, statistics.total)}
<h3>${both({ en: 'Languages', ko: '언어' })}</h3>${strip(languages.map(stripPart))}
<h3>${both({ en: 'Rights', ko: '이용 권리' })}</h3>${strip(rowsOf(statistics, 'weights').map(stripPart))}`,
  );
}

function lengthsPart({ lengths }: Statistics): string {
  const title = { en: 'Length of documents in characters', ko: '문서 길이(글자 수)' };
  const bars = lengths.map(({ from, documents }) => {
    const name = from >= 1024 ? `${Math.round(from / 1024)}k+` : `${from}+`;
    return { label: { en: name, ko: name }, value: documents, shown: count(documents) };
  });
  return part(title, columnChart(bars, title));
}

const SHOWN_RULES = 20;

function dropsPart({ drops, sectionDrops }: Statistics): string {
  const title = { en: 'What was taken out or changed, by rule', ko: '규칙별 제외·변경' };
  const bars = drops.slice(0, SHOWN_RULES).map(({ rule, characters }) => ({
    label: { en: rule, ko: rule },
    value: characters,
    shown: count(characters),
  }));
  const rows = sectionDrops.map(({ section, share, rules }) => {
    const worst = rules.slice(0, 3).map(({ rule }) => `<code>${escapeHtml(rule)}</code>`);
    return `<tr><th scope="row">${both(wordsFor(section))}</th><td>${percent(share)}</td><td>${worst.join(', ')}</td></tr>`;
  });
  const head = [
    { en: 'Section', ko: '섹션' },
    { en: 'Share of text', ko: '글 대비 비율' },
    { en: 'Most by', ko: '주된 규칙' },
  ];
  return part(
    title,
    `<p class="note">${both({ en: 'In characters; masks count what they cover.', ko: '글자 수. 가림 처리는 가린 글자를 셉니다.' })}</p>
${barChart(bars, title)}<h3>${both({ en: 'What cleaning took, by section', ko: '섹션별 정제로 빠진 비율' })}</h3>
<div class="scroll"><table><thead>${headRow(head)}</thead><tbody>${rows.join('')}</tbody></table></div>`,
  );
}

function tasksPart({ examples }: Statistics): string {
  const rows = Object.entries(examples).map(([task, counts]) => {
    const cells = (['train', 'dev', 'test'] as const).map((split) => `<td>${count(counts[split] ?? 0)}</td>`);
    return `<tr><th scope="row">${both(wordsFor(task))}</th>${cells.join('')}</tr>`;
  });
  if (rows.length === 0) return '';
  const head = [{ en: 'Task', ko: '과제' }, wordsFor('train'), wordsFor('dev'), wordsFor('test')];
  return part(
    { en: 'Examples of tasks', ko: '과제 예시' },
    `<div class="scroll"><table><thead>${headRow(head)}</thead><tbody>${rows.join('')}</tbody></table></div>`,
  );
}

function splitsPart(statistics: Statistics): string {
  const { components } = statistics;
  const all = components.reduce((sum, [, times]) => sum + times, 0);
  const largest = components.at(-1)?.[0] ?? 0;
  return part(
    { en: 'Train, dev and test', ko: '학습·검증·시험' },
    `${strip(rowsOf(statistics, 'splits').map(stripPart))}<p>${both({
      en: `${count(all)} groups of documents that belong together (number, family, title, near-duplicates) stand on one side each; the largest has ${count(largest)} documents.`,
      ko: `서로 이어진 문서(번호, 패밀리, 명칭, 유사 중복) ${count(all)}묶음은 각각 한쪽에만 있습니다. 가장 큰 묶음은 ${count(largest)}건입니다.`,
    })}</p>`,
  );
}

function sourcesPart({ sources }: CorpusSummary, statistics: Statistics): string {
  const licences = new Map(sources.map(({ source, licence }) => [source, licence]));
  const rows = rowsOf(statistics, 'sources').map(
    ({ key, documents, bytes: size }) =>
      `<tr><th scope="row"><code>${escapeHtml(key)}</code></th><td>${count(documents)}</td><td>${bytes(size)}</td><td>${escapeHtml(licences.get(key) ?? '')}</td></tr>`,
  );
  const head = [
    { en: 'Source', ko: '출처' },
    { en: 'Documents', ko: '문서' },
    { en: 'Text', ko: '용량' },
    { en: 'Licence', ko: '이용허락' },
  ];
  return part(
    { en: 'Sources', ko: '출처' },
    `<div class="scroll"><table><thead>${headRow(head)}</thead><tbody>${rows.join('')}</tbody></table></div>`,
  );
}

function table(rows: readonly StatisticsRow[], total: StatisticsRow): string {
  const head = [
    { en: '', ko: '' },
    { en: 'Documents', ko: '문서' },
    { en: 'Sentences', ko: '문장' },
    { en: 'Morphemes', ko: '형태소' },
    { en: 'Text', ko: '용량' },
  ];
  const line = (row: StatisticsRow) =>
    `<tr><th scope="row">${both(wordsFor(row.key))}</th><td>${count(row.documents)}</td><td>${count(row.sentences)}</td><td>${count(row.morphemes)}</td><td>${bytes(row.bytes)}</td></tr>`;
  return `<div class="scroll"><table><thead>${headRow(head)}</thead><tbody>${rows.map(line).join('')}</tbody><tfoot>${line(total)}</tfoot></table></div>`;
}

function headRow(cells: readonly Words[]): string {
  return `<tr>${cells.map((words) => `<th scope="col">${both(words)}</th>`).join('')}</tr>`;
}

function part(title: Words, content: string): string {
  return `<section><h2>${both(title)}</h2>${content}</section>`;
}

function rowsOf({ tables }: Statistics, name: Statistics['tables'][number]['name']): readonly StatisticsRow[] {
  return tables.find((candidate) => candidate.name === name)?.rows ?? [];
}

function bytesBar({ key, bytes: value }: StatisticsRow): Bar {
  return { label: wordsFor(key), value, shown: bytes(value) };
}

function stripPart({ key, bytes: value }: StatisticsRow) {
  return { key, value, shown: bytes(value) };
}

function count(value: number): string {
  return value.toLocaleString('en');
}

function bytes(value: number): string {
  if (value < 1e6) return `${(value / 1e3).toFixed(value < 1e4 ? 1 : 0)} kB`;
  return value < 1e9 ? `${(value / 1e6).toFixed(1)} MB` : `${(value / 1e9).toFixed(2)} GB`;
}
