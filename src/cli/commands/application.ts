import { writeFileSync } from 'node:fs';
import { type Command, Option } from 'commander';
import { SimsaError } from '../../core/index.js';
import { type ClaimSet, type Classification, describeClaims, type Examination } from '../../simsa.js';
import { BATCH_EXIT, runBatch } from '../batch.js';
import { type GlobalOptions, type Run, withSignal, withSimsa } from '../context.js';
import { readInput } from '../input.js';
import { date } from '../options.js';
import { bold, clip, dim, printJson, printLines, say } from '../terminal.js';
import type { Wording } from '../wording.js';
import { classifyByModel } from './classify-model.js';

/** The commands that take an application or a text: `claims`, `classify`, `examine`. */
export function registerApplication(program: Command, wording: Wording): void {
  registerClaims(program, wording);
  registerClassify(program, wording);
  registerExamine(program, wording);
}

function registerClaims(program: Command, wording: Wording): void {
  program
    .command('claims')
    .argument(
      '[file]',
      wording(
        'an application, or claims as text; standard input without it',
        '출원서 또는 청구항 글. 없으면 표준 입력',
      ),
    )
    .description(
      wording(
        'read claims: kind, category, dependencies, elements, faults of form',
        '청구항을 읽어 종류, 범주, 인용 관계, 구성요소, 형식 흠결을 표시',
      ),
    )
    .action(async (file: string | undefined, _options: unknown, self: Command) => {
      await withSimsa(self.optsWithGlobals<GlobalOptions>(), 'read', async ({ simsa, settings }) => {
        const claims = await simsa.claims(await readInput(file));
        if (settings.json) await printJson(claims);
        else printClaims(claims);
      });
    });
}

function registerClassify(program: Command, wording: Wording): void {
  program
    .command('classify')
    .argument(
      '[file]',
      wording('text or an application; standard input without it', '글 또는 출원서. 없으면 표준 입력'),
    )
    .option(
      '--batch <file>',
      wording(
        `one text a line in, one JSON a line out; ${BATCH_EXIT.en}`,
        `한 줄에 글 하나, 출력도 한 줄에 JSON 하나. ${BATCH_EXIT.ko}`,
      ),
    )
    .addOption(
      new Option(
        '--model <dir>',
        wording(
          'ask a classifier that simsa train finetune classify saved, instead of neighbours',
          '이웃 문헌 대신 simsa train finetune classify로 만든 분류 모델 사용',
        ),
      ),
    )
    .description(
      wording(
        'propose IPC and CPC symbols, with the neighbours they come from',
        'IPC·CPC 분류를 근거가 된 이웃 문헌과 함께 제안',
      ),
    )
    .action(async (file: string | undefined, { batch, model }: ClassifyOptions, self: Command) => {
      const options = self.optsWithGlobals<GlobalOptions>();
      if (model !== undefined) {
        await withSignal(options, (task) => classifyByModel(task, { file, batch, model }));
        return;
      }
      await withSimsa(options, 'read', async ({ simsa, settings, signal }) => {
        if (batch !== undefined) {
          const { language } = settings;
          const encoder = new TextEncoder();
          return runBatch(batch, { language, signal }, (text) =>
            simsa.classify({ name: 'text', bytes: encoder.encode(text) }),
          );
        }
        const classification = await simsa.classify(await readInput(file));
        if (settings.json) await printJson(classification);
        else printClassification(classification);
      });
    });
}

interface ClassifyOptions {
  readonly batch?: string;
  readonly model?: string;
}

interface ExamineOptions {
  readonly format?: 'markdown' | 'html' | 'json';
  readonly before?: string;
  readonly output?: string;
}

function registerExamine(program: Command, wording: Wording): void {
  program
    .command('examine')
    .argument(
      '[file]',
      wording(
        'an application: XML, JSON, Markdown, text or DOCX; standard input without it',
        '출원서: XML, JSON, Markdown, 텍스트, DOCX. 없으면 표준 입력',
      ),
    )
    .addOption(
      new Option('--format <format>', wording('form of the report', '보고서 형식')).choices([
        'markdown',
        'html',
        'json',
      ]),
    )
    .option(
      '--before <date>',
      wording('effective date; prior art must be earlier', '기준일. 선행기술은 이보다 앞서야 함'),
      date,
    )
    .option('-o, --output <file>', wording('write the report to a file', '보고서를 파일로 저장'))
    .description(
      wording(
        'examine an application: claims, classes, closest prior art, chart',
        '출원 심사: 청구항, 분류, 가까운 선행기술, 구성 대비표',
      ),
    )
    .action(async (file: string | undefined, options: ExamineOptions, self: Command) => {
      await withSimsa(self.optsWithGlobals<GlobalOptions>(), 'read', (run) => examine(run, file, options));
    });
}

async function examine({ simsa, settings, signal }: Run, file: string | undefined, options: ExamineOptions) {
  let examination: Examination | null = null;
  for await (const event of simsa.examine(await readInput(file), { signal, before: options.before })) {
    if (event.type === 'step' && process.stderr.isTTY) say(dim(event.step));
    if (event.type === 'done') examination = event.examination;
  }
  if (!examination) return;
  const format = options.format ?? (settings.json ? 'json' : 'markdown');
  if (options.output !== undefined)
    write(options.output, format === 'json' ? JSON.stringify(examination) : simsa.report(examination, format));
  else if (format === 'json') await printJson(examination);
  else printLines(simsa.report(examination, format));
}

function write(file: string, report: string): void {
  try {
    writeFileSync(file, report.endsWith('\n') ? report : `${report}\n`);
  } catch (thrown) {
    const reason = thrown instanceof Error ? thrown.message : String(thrown);
    throw new SimsaError('usage.bad-option', { option: '--output', reason }, { file });
  }
}

/** In the claims' own language, with the report's sentences. */
function printClaims(set: ClaimSet): void {
  const { claims, findings } = describeClaims(set);
  for (const { claim, words } of claims) {
    printLines(`${bold(`${claim.number}.`)} ${words}`);
    for (const element of claim.elements) printLines(`   ${dim(element.label.padEnd(4))} ${clip(element.text, 110)}`);
  }
  for (const { text, basis } of findings) printLines(`! ${text}${basis ? ` (${basis})` : ''}`);
}

function printClassification({ symbols, neighbours }: Classification): void {
  for (const { scheme, symbol, level, score, supporters } of symbols.slice(0, 30)) {
    printLines(
      `${scheme} ${level.padEnd(9)} ${bold(symbol.padEnd(14))} ${score.toFixed(2)}  ${dim(supporters.slice(0, 4).join(', '))}`,
    );
  }
  printLines('');
  for (const { publication, title, score, symbols: own } of neighbours.slice(0, 10))
    printLines(dim(`${score.toFixed(2)}  ${publication}  ${clip(title, 60)}  ${own.slice(0, 3).join(', ')}`));
}
