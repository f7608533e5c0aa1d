import { writeFileSync } from 'node:fs';
import { type Command, Option } from 'commander';
import { SimsaError } from '../../core/index.js';
import {
  type BuildEvent,
  type BuildReport,
  buildCorpus,
  type CorpusOutput,
  inspectDocument,
  inspectDrops,
  listForms,
  listRules,
  readSummary,
  type SplitReport,
  splitCorpus,
  statisticsOf,
  statisticsPage,
} from '../../workshop.js';
import { type GlobalOptions, readSettings, type Task, withSignal } from '../context.js';
import { clip, dim, formatBytes, ProgressLine, printJson, printLines, say } from '../terminal.js';
import type { Wording } from '../wording.js';
import { statisticsLines } from './corpus-statistics.js';

/** Bad records are counted and kept in `rejects.jsonl`; this many are shown. */
const SHOWN_REJECTS = 10;

export function registerCorpus(program: Command, wording: Wording): void {
  const corpus = program
    .command('corpus')
    .description(wording('build clean text for training, and look into it', '학습용 말뭉치를 만들고 살펴보기'));
  registerBuild(corpus, wording);
  registerSplit(corpus, wording);
  registerStats(corpus, wording);
  registerInspect(corpus, wording);
}

interface SourceOptions {
  readonly out?: string;
  readonly sources?: string;
  readonly workers?: number;
}

interface BuildFlags extends SourceOptions {
  readonly splits?: string | false;
  readonly saveDrops?: boolean;
  readonly parquet?: boolean;
  readonly countMorphemes?: boolean;
  readonly list?: boolean;
}

function registerBuild(corpus: Command, wording: Wording): void {
  withSources(corpus.command('build'), wording)
    .option(
      '--splits <dir>',
      wording('frozen splits (default: those that ship)', '고정 분할 폴더 (기본: 함께 배포된 것)'),
    )
    .option('--no-splits', wording('hold nothing out', '검증·시험용을 떼어 두지 않음'))
    .option('--save-drops', wording('keep what was dropped, with the rule', '제외한 내용을 규칙과 함께 저장'))
    .option('--parquet', wording('write Parquet files too', 'Parquet 파일도 쓰기'))
    .option(
      '--count-morphemes',
      wording('count the morphemes of all documents, not of one in 20', '형태소를 표본이 아니라 전수로 세기'),
    )
    .option(
      '--list',
      wording('list the rules of cleaning and the forms that are read', '정제 규칙과 읽을 수 있는 형식 목록'),
    )
    .description(
      wording(
        'clean, deduplicate and deal texts into train, dev and test; an interrupted build goes on where it stopped',
        '정제·중복 제거 후 학습·검증·시험으로 나눠 쓰기. 중단하면 그 지점부터 이어서 진행',
      ),
    )
    .action(async (paths: string[], flags: BuildFlags, self: Command) => {
      const globals = self.optsWithGlobals<GlobalOptions>();
      if (flags.list) return printRules(readSettings(globals));
      const out = required(paths, flags, wording);
      await withSignal(globals, (task) => build(paths, { ...flags, out }, task), { interrupted: 'resumes' });
    });
}

function registerSplit(corpus: Command, wording: Wording): void {
  withSources(corpus.command('split'), wording)
    .option('--seed <number>', wording('seed of the dealing', '분할 난수 시드'), wholeNumber)
    .description(
      wording(
        'deal documents to train, dev and test once and freeze what is held out',
        '문서를 학습·검증·시험으로 한 번 나누고 떼어 둔 목록을 고정',
      ),
    )
    .action(async (paths: string[], flags: SourceOptions & { seed?: number }, self: Command) => {
      const out = required(paths, flags, wording);
      const globals = self.optsWithGlobals<GlobalOptions>();
      await withSignal(globals, (task) => split(paths, { ...flags, out }, task), { interrupted: 'resumes' });
    });
}

function registerStats(corpus: Command, wording: Wording): void {
  corpus
    .command('stats')
    .argument('<dir>', wording('folder of a corpus', '말뭉치 폴더'))
    .option('--html <file>', wording('write a page with charts', '도표가 있는 HTML 페이지로 쓰기'))
    .description(
      wording('documents, sentences, morphemes and bytes of a corpus', '말뭉치의 문서·문장·형태소·용량 통계'),
    )
    .action(async (folder: string, { html }: { html?: string }, self: Command) => {
      const { json, language } = readSettings(self.optsWithGlobals<GlobalOptions>());
      const summary = readSummary(folder);
      if (html) writeFileSync(html, statisticsPage(summary, language));
      else if (json) await printJson(statisticsOf(summary));
      else printLines(...statisticsLines(statisticsOf(summary), language));
    });
}

function registerInspect(corpus: Command, wording: Wording): void {
  corpus
    .command('inspect')
    .argument('<dir>', wording('folder of a corpus', '말뭉치 폴더'))
    .option('--document <id>', wording('one document, or its drops', '문서 하나 또는 그 문서에서 제외된 것'))
    .option('--drops [rule]', wording('what a rule or a step took out', '규칙이나 단계가 제외한 내용'))
    .option('--limit <number>', wording('at most so many drops (default 20)', '최대 표시 건수 (기본 20)'), wholeNumber)
    .description(wording('look at documents and at what was dropped', '문서와 제외된 내용 살펴보기'))
    .action(async (folder: string, flags: InspectFlags, self: Command) => {
      const { json } = readSettings(self.optsWithGlobals<GlobalOptions>());
      if (flags.drops !== undefined) return printDrops(folder, flags, json);
      if (flags.document === undefined)
        throw new SimsaError('usage.bad-option', {
          option: '--document',
          reason: wording('name a document, or --drops', '문서를 지정하거나 --drops를 쓰세요'),
        });
      const line = await inspectDocument(folder, flags.document);
      if (json) await printJson(line);
      else printLines(dim(`${line.split}  ${line.kind}  ${line.source}  ${line.licence}`), line.text);
    });
}

interface InspectFlags {
  readonly document?: string;
  /** True where no rule was named. */
  readonly drops?: string | true;
  readonly limit?: number;
}

function withSources(command: Command, wording: Wording): Command {
  return command
    .argument('[sources...]', wording('files, folders and stores', '파일, 폴더, 저장소'))
    .option('--out <dir>', wording('folder to write into', '쓸 폴더'))
    .option('--sources <file>', wording('list of sources with their licences', '출처와 이용허락 목록 파일'))
    .addOption(
      new Option(
        '--workers <number>',
        wording('threads (default: one for each core)', '스레드 수 (기본: 코어 수)'),
      ).argParser(wholeNumber),
    );
}

function wholeNumber(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 0)
    throw new SimsaError('usage.bad-option', { option: text, reason: '0, 1, 2, …' });
  return value;
}

/** @returns the folder to write into */
function required(paths: readonly string[], { out }: SourceOptions, wording: Wording): string {
  const missing = (option: string, reason: string) => new SimsaError('usage.bad-option', { option, reason });
  if (paths.length === 0)
    throw missing('SOURCES', wording('name at least one file or folder', '파일이나 폴더를 하나 이상 지정하세요'));
  if (!out) throw missing('--out', wording('name the folder to write into', '쓸 폴더를 지정하세요'));
  return out;
}

async function build(paths: readonly string[], flags: BuildFlags & { out: string }, task: Task): Promise<void> {
  const { settings, signal, wording } = task;
  const formats: CorpusOutput[] = flags.parquet ? ['jsonl', 'bert', 'parquet'] : ['jsonl', 'bert'];
  const options = {
    out: flags.out,
    list: flags.sources ?? null,
    splits: flags.splits === false ? null : flags.splits,
    workers: flags.workers,
    saveDrops: flags.saveDrops ?? false,
    formats,
    ...(flags.countMorphemes ? { morphemeSample: 1 } : {}),
    signal,
  };
  const line = new ProgressLine();
  let rejects = 0;
  for await (const event of buildCorpus(paths, options)) {
    if (event.type === 'progress') line.show(event.progress);
    else if (event.type === 'reject') {
      if (rejects++ < SHOWN_REJECTS) say(describeReject(event.reject, settings.language));
    } else {
      line.clear();
      if (settings.json) await printJson({ ...event.report, summary: statisticsOf(event.report.summary) });
      else printReport(event.report, rejects, wording);
    }
  }
}

type Reject = Extract<BuildEvent, { type: 'reject' }>['reject'];

function describeReject({ code, details, where }: Reject, language: 'ko' | 'en'): string {
  const { message } = new SimsaError(code, details, where).toRecord(language);
  const place = [where.file, where.record, where.line && `line ${where.line}`].filter(Boolean).join(':');
  return `${place}: ${message} [${code}]`;
}

function printReport({ out, bytes, seconds, summary, resumed }: BuildReport, rejects: number, wording: Wording): void {
  const { total, splits } = summary.tally;
  const amount = (value: number) => value.toLocaleString('en');
  const sides = Object.entries(splits).map(([name, { documents }]) => `${name} ${amount(documents)}`);
  const speed = formatBytes(bytes / seconds);
  printLines(
    wording(
      `${amount(total.documents)} documents, ${amount(total.sentences)} sentences, ${formatBytes(total.bytes)} of text`,
      `문서 ${amount(total.documents)}건, 문장 ${amount(total.sentences)}개, 본문 ${formatBytes(total.bytes)}`,
    ),
    `  ${sides.join(', ')}`,
    wording(
      `  from ${formatBytes(bytes)} in ${seconds.toFixed(1)} s (${speed}/s), ${rejects} records rejected`,
      `  입력 ${formatBytes(bytes)}, ${seconds.toFixed(1)}초(초당 ${speed}), 제외된 레코드 ${rejects}건`,
    ),
    ...(resumed > 0
      ? [wording(`  ${resumed} batches were there already`, `  이전 작업분 ${resumed}개 이어서 진행`)]
      : []),
    wording(`Next: simsa corpus stats ${out}`, `다음 단계: simsa corpus stats ${out}`),
  );
}

async function split(
  paths: readonly string[],
  { out, sources, workers, seed }: SourceOptions & { out: string; seed?: number },
  { settings, signal, wording }: Task,
): Promise<void> {
  const line = new ProgressLine();
  for await (const event of splitCorpus(paths, { out, list: sources ?? null, workers, seed, signal })) {
    if (event.type === 'progress') line.show(event.progress);
    if (event.type !== 'dealt') continue;
    line.clear();
    if (settings.json) await printJson(event.report);
    else printDealing(event.report, wording);
  }
}

function printDealing({ documents, components, sizes, sides }: SplitReport, wording: Wording): void {
  const largest = sizes.at(-1)?.[0] ?? 0;
  const dealt = Object.entries(sides).map(([name, count]) => `${name} ${count.toLocaleString('en')}`);
  printLines(
    wording(
      `${documents.toLocaleString('en')} documents in ${components.toLocaleString('en')} components, the largest of ${largest}`,
      `문서 ${documents.toLocaleString('en')}건, 묶음 ${components.toLocaleString('en')}개, 가장 큰 묶음 ${largest}건`,
    ),
    `  ${dealt.join(', ')}`,
  );
}

async function printDrops(folder: string, { drops, document, limit = 20 }: InspectFlags, json: boolean): Promise<void> {
  const question = { rule: drops === true ? null : (drops ?? null), document: document ?? null };
  let shown = 0;
  for await (const drop of inspectDrops(folder, question)) {
    if (shown++ >= limit) return;
    if (json) await printJson(drop);
    else
      printLines(
        `${drop.rule}  ${dim(`${drop.document} ${drop.part ?? ''} ${drop.paragraph ?? ''}`)}`,
        `  ${clip(drop.text, 160)}`,
      );
  }
}

async function printRules({ json, language }: { json: boolean; language: 'ko' | 'en' }): Promise<void> {
  const [rules, forms] = [listRules(), listForms()];
  if (json) {
    await printJson({ rules, forms });
    return;
  }
  const width = Math.max(...rules.map(({ rule }) => rule.length)) + 2;
  printLines(
    ...rules.map(({ rule, what }) => `${rule.padEnd(width)}${what}`),
    '',
    ...forms.map((form) => `${form.name.padEnd(width)}${form[language]}`),
  );
}
