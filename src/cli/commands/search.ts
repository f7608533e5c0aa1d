import { type Command, InvalidArgumentError, Option } from 'commander';
import { formatAddress, SimsaError } from '../../core/index.js';
import type { Filters, Hit, SearchResult, Simsa } from '../../simsa.js';
import { type GlobalOptions, withSimsa } from '../context.js';
import { readBatch } from '../input.js';
import { bold, clip, dim, printJson, printLines } from '../terminal.js';

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

export function registerSearch(program: Command): void {
  const command = program
    .command('search')
    .argument('[query...]', 'words, "phrases", AND OR NOT, fields such as ti: ab: cl: ipc: pa: pd:')
    .description('search the store; --like finds what came before a document')
    .option('--like <number>', 'closest documents to this publication, instead of a query')
    .option('--before <date>', 'with --like: nothing later than this date or year (default: its filing year)');
  for (const option of filterOptions()) command.addOption(option);
  command
    .option('-n, --limit <n>', 'hits to show', positive, 10)
    .option('--offset <n>', 'hits to pass over', positive, 0)
    .option('--spans <n>', 'highlighted places per hit', positive, 3)
    .option('--no-collapse', 'show every member of a family and every duplicate')
    .option('--facets', 'count the hits by class, country, year and applicant')
    .option('--explain', 'show what each score is made of')
    .option('--batch <file>', 'one query a line (with --like given as "-": one number a line), one JSON a line out')
    .action(async (words: string[], options: SearchOptions, self: Command) => {
      await withSimsa(self.optsWithGlobals<GlobalOptions>(), 'read', async ({ simsa, settings }) => {
        if (options.batch) {
          for await (const line of readBatch(options.batch)) printJson(await run(simsa, line, options));
          return;
        }
        const query = words.join(' ');
        const result = await run(simsa, query, options);
        if (settings.json) printJson(result);
        else printResult(result, options, settings.language);
      });
    });
}

function filterOptions(): Option[] {
  return [
    new Option('--class <symbols...>', 'IPC or CPC prefixes'),
    new Option('--from <date>', 'published from'),
    new Option('--to <date>', 'published until'),
    new Option('--country <codes...>', 'offices, e.g. KR US'),
    new Option('--kind <codes...>', 'kind codes, e.g. A1 B2'),
    new Option('--applicant <words>', "words of an applicant's name"),
    new Option('--status <status>', 'status as the office words it'),
    new Option('--language <codes...>', 'language of the text'),
  ];
}

export function positive(text: string): number {
  const number = Number(text);
  if (!Number.isInteger(number) || number < 0) throw new InvalidArgumentError('a whole number is needed');
  return number;
}

async function run(simsa: Simsa, query: string, options: SearchOptions): Promise<SearchResult> {
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

function printResult(result: SearchResult, options: SearchOptions, language: 'ko' | 'en'): void {
  const korean = language === 'ko';
  const count = `${result.totalIsExact ? '' : '≥ '}${result.total.toLocaleString('en')}`;
  printLines(
    dim(`${korean ? '이해한 질의' : 'Understood'}: ${result.understood}`),
    korean ? `문헌 ${count}건` : `${count} publications`,
  );
  result.hits.forEach((hit, at) => {
    printHit(hit, options.offset + at + 1, { explain: options.explain ?? false, language });
  });
  if (result.hits.length === 0)
    printLines(
      korean
        ? '찾은 문헌이 없습니다. 낱말을 줄이거나 OR로 이어 보세요.'
        : 'Nothing found. Try fewer words, or join them with OR.',
    );
  for (const [name, values] of Object.entries(result.facets)) {
    if (values && values.length > 0)
      printLines(
        `${name}: ${values
          .slice(0, 8)
          .map(({ value, count }) => `${value} ${count}`)
          .join(' · ')}`,
      );
  }
}

function printHit(hit: Hit, rank: number, show: { explain: boolean; language: 'ko' | 'en' }): void {
  const { facts } = hit;
  const line = [facts.applicants[0], facts.published ?? facts.filed, facts.classes[0], facts.status]
    .filter(Boolean)
    .join(' · ');
  printLines(
    '',
    `${String(rank).padStart(3)}  ${bold(hit.publication)}  ${clip(hit.title, 80)}  ${dim(hit.score.toFixed(2))}`,
  );
  if (line) printLines(`     ${dim(line)}`);
  for (const span of hit.spans) printLines(`     ${dim(formatAddress(span, show.language))}  ${clip(span.text, 100)}`);
  if (hit.collapsed.length > 0) printLines(`     ${dim(`+ ${hit.collapsed.join(', ')}`)}`);
  if (show.explain)
    printLines(`     ${dim(hit.explain.map(({ name, value }) => `${name} ${value.toFixed(3)}`).join('  '))}`);
}
