import { type Command, Option } from 'commander';
import { formatAddress, SimsaError } from '../../core/index.js';
import type { Filters, Hit, SearchResult, Simsa } from '../../simsa.js';
import { BATCH_EXIT, runBatch } from '../batch.js';
import { type GlobalOptions, withSimsa } from '../context.js';
import { date, list, wholeNumber } from '../options.js';
import { bold, clip, dim, printJson, printLines } from '../terminal.js';
import type { Wording } from '../wording.js';

interface SearchOptions {
  readonly like?: string;
  readonly before?: string;
  readonly class?: readonly string[];
  readonly from?: string;
  readonly to?: string;
  readonly country?: readonly string[];
  readonly kind?: readonly string[];
  readonly applicant?: string;
  readonly status?: string;
  readonly language?: readonly string[];
  readonly limit: number;
  readonly offset: number;
  readonly spans: number;
  readonly collapse: boolean;
  readonly facets?: boolean;
  readonly explain?: boolean;
  readonly batch?: string;
}

export function registerSearch(program: Command, wording: Wording): void {
  const command = program
    .command('search')
    .argument(
      '[query...]',
      wording(
        'words, "phrases", AND OR NOT, fields such as ti: ab: cl: ipc: pa: pd:, numbers, classes, 2015..2019',
        '단어, "구", AND OR NOT, ti: ab: cl: ipc: pa: pd: 필드, 번호, 분류, 2015..2019',
      ),
    )
    .description(
      wording(
        'search the store; --like finds the prior art of a document',
        '저장소 검색. --like는 그 문헌의 선행문헌을 찾음',
      ),
    );
  for (const option of [...likeOptions(wording), ...filterOptions(wording), ...shapeOptions(wording)])
    command.addOption(option);
  command.action(async (words: string[], options: SearchOptions, self: Command) => {
    checkTogether(words, options, wording);
    await withSimsa(self.optsWithGlobals<GlobalOptions>(), 'read', async ({ simsa, settings, signal, ...run }) => {
      const { language } = settings;
      if (options.batch !== undefined)
        return runBatch(options.batch, { language, signal }, (line) => find(simsa, line, options));
      const result = await find(simsa, words.join(' '), options);
      if (settings.json) await printJson(result);
      else printResult(result, options, { language, wording: run.wording });
    });
  });
}

function likeOptions(wording: Wording): Option[] {
  return [
    new Option(
      '--like <number>',
      wording('closest documents to this publication, instead of a query', '검색식 대신, 이 문헌과 유사한 문헌'),
    ),
    new Option(
      '--before <date>',
      wording(
        'with --like: nothing later than this date or year (default: its filing year)',
        '--like와 함께: 이 날짜나 연도까지 (기본: 그 문헌의 출원 연도)',
      ),
    ).argParser(date),
  ];
}

function filterOptions(wording: Wording): Option[] {
  return [
    new Option('--class <symbols>', wording('IPC or CPC prefixes: H01M,H04W', 'IPC·CPC 앞부분: H01M,H04W')).argParser(
      list,
    ),
    new Option('--from <date>', wording('published from', '공개일 시작')).argParser(date),
    new Option('--to <date>', wording('published until', '공개일 끝')).argParser(date),
    new Option('--country <codes>', wording('offices: KR,US', '특허청: KR,US')).argParser(list),
    new Option('--kind <codes>', wording('kind codes: A1,B2', '종류 코드: A1,B2')).argParser(list),
    new Option('--applicant <words>', wording("words of an applicant's name", '출원인 이름에 든 단어')),
    new Option('--status <status>', wording('status as the office words it', '특허청이 쓰는 상태: 등록')),
    new Option('--language <codes>', wording('languages of the text: ko,en', '본문 언어: ko,en')).argParser(list),
  ];
}

function shapeOptions(wording: Wording): Option[] {
  return [
    new Option('-n, --limit <n>', wording('hits to show', '보여 줄 문헌 수'))
      .argParser(wholeNumber(1, 1000))
      .default(10),
    new Option('--offset <n>', wording('hits to pass over', '건너뛸 문헌 수')).argParser(wholeNumber()).default(0),
    new Option('--spans <n>', wording('highlighted places per hit', '문헌마다 보여 줄 강조 위치 수'))
      .argParser(wholeNumber())
      .default(3),
    new Option(
      '--no-collapse',
      wording('show every member of a family and every duplicate', '패밀리와 중복 문헌을 모두 표시'),
    ),
    new Option(
      '--facets',
      wording('count the hits by class, country, year and applicant', '분류, 국가, 연도, 출원인별 건수'),
    ),
    new Option('--explain', wording('show what each score is made of', '점수의 구성을 표시')),
    new Option(
      '--batch <file>',
      wording(
        `one query a line in (with --like -: one number a line), one JSON a line out; ${BATCH_EXIT.en}`,
        `한 줄에 검색식 하나(--like -이면 번호 하나), 출력도 한 줄에 JSON 하나. ${BATCH_EXIT.ko}`,
      ),
    ),
  ];
}

/** Refuses options that would be passed over in silence. */
function checkTogether(words: readonly string[], options: SearchOptions, wording: Wording): void {
  const refuse = (option: string, reason: string) => {
    throw new SimsaError('usage.bad-option', { option, reason });
  };
  const { like, before, batch } = options;
  if (before !== undefined && like === undefined)
    refuse(
      '--before',
      wording('it belongs to --like; for a search use --to', '--like와 함께 씁니다. 검색에는 --to를 쓰세요'),
    );
  if (like === '-' && batch === undefined)
    refuse('--like', wording('"-" takes the numbers from --batch', '"-"는 --batch의 번호를 읽습니다'));
  if (like !== undefined && options.offset > 0)
    refuse('--offset', wording('not with --like', '--like와 함께 쓸 수 없습니다'));
  if (like !== undefined && options.facets)
    refuse('--facets', wording('not with --like', '--like와 함께 쓸 수 없습니다'));
  if (words.length > 0 && like !== undefined)
    refuse('--like', wording('it stands instead of a query', '검색식과 함께 쓸 수 없습니다'));
  if (words.length > 0 && batch !== undefined)
    refuse('--batch', wording('it stands instead of a query', '검색식과 함께 쓸 수 없습니다'));
}

async function find(simsa: Simsa, query: string, options: SearchOptions): Promise<SearchResult> {
  const { limit, offset, spans, collapse, facets } = options;
  const filters = filtersOf(options);
  if (options.like === undefined)
    return simsa.search({ query, filters, limit, offset, spans, collapse, facets: facets ?? false });
  const number = options.like === '-' ? query : options.like;
  const publication = simsa.read(number)?.id;
  if (publication === undefined) throw new SimsaError('input.no-publication', { number });
  return simsa.priorArt({ publication, before: options.before, filters, limit, spans, collapse });
}

function filtersOf(options: SearchOptions): Filters {
  return {
    classes: options.class,
    from: options.from,
    to: options.to,
    countries: options.country,
    kinds: options.kind,
    applicant: options.applicant,
    status: options.status,
    languages: options.language,
  };
}

interface Show {
  readonly language: 'ko' | 'en';
  readonly wording: Wording;
}

function printResult(result: SearchResult, options: SearchOptions, show: Show): void {
  const { wording } = show;
  const count = `${result.totalIsExact ? '' : '≥ '}${result.total.toLocaleString('en')}`;
  printLines(
    dim(`${wording('Understood as', '이해한 검색식')}: ${result.understood}`),
    result.total === 1 ? wording('1 publication', '문헌 1건') : wording(`${count} publications`, `문헌 ${count}건`),
  );
  if (result.relaxed)
    printLines(
      dim(
        wording(
          'Few have all the words: those with at least half of them are shown too.',
          '모든 단어를 포함한 문헌이 적어, 절반 이상 포함한 문헌도 함께 표시합니다.',
        ),
      ),
    );
  result.hits.forEach((hit, at) => {
    printHit(hit, options.offset + at + 1, show.language);
    if (options.explain)
      printLines(`     ${dim(hit.explain.map(({ name, value }) => `${name} ${value.toFixed(3)}`).join('  '))}`);
  });
  if (result.hits.length === 0)
    printLines(
      wording(
        'Nothing found. Try fewer words, or join them with OR.',
        '찾은 문헌이 없습니다. 단어를 줄이거나 OR로 연결해 보세요.',
      ),
    );
  for (const [name, values = []] of Object.entries(result.facets)) {
    const counts = values.slice(0, 8).map(({ value, count: of }) => `${value} ${of}`);
    if (counts.length > 0) printLines(`${name}: ${counts.join(' · ')}`);
  }
}

function printHit(
  { publication, title, score, facts, spans, collapsed }: Hit,
  rank: number,
  language: 'ko' | 'en',
): void {
  const line = [facts.applicants[0], facts.published ?? facts.filed, facts.classes[0], facts.status].filter(Boolean);
  printLines('', `${String(rank).padStart(3)}  ${bold(publication)}  ${clip(title, 80)}  ${dim(score.toFixed(2))}`);
  if (line.length > 0) printLines(`     ${dim(line.join(' · '))}`);
  for (const span of spans) printLines(`     ${dim(formatAddress(span, language))}  ${clip(span.text, 100)}`);
  if (collapsed.length > 0) printLines(`     ${dim(`+ ${collapsed.join(', ')}`)}`);
}
