import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Command } from 'commander';
import { SimsaError } from '../../core/index.js';
import { extractNouns, type NounReport, spool } from '../../workshop.js';
import { type GlobalOptions, type Task, withSignal } from '../context.js';
import { wholeNumber } from '../options.js';
import { formatBytes, ProgressLine, printJson, printLines } from '../terminal.js';
import type { Wording } from '../wording.js';

interface ExtractOptions {
  readonly out: string;
  readonly minFrequency: number;
  readonly phrases?: boolean;
  readonly workers: number;
  readonly weightsOnly?: boolean;
}

/** Adds `extract-nouns` to the commands of the tokenizer. */
export function registerExtractNouns(tokenizer: Command, wording: Wording): void {
  tokenizer
    .command('extract-nouns')
    .argument(
      '[inputs...]',
      wording(
        'text files (.txt, .txt.gz; a sentence a line, an empty line between documents), folders of them, or - for standard input',
        '텍스트 파일(.txt, .txt.gz; 한 줄에 한 문장, 문서 사이 빈 줄), 그런 파일이 있는 폴더, 또는 표준 입력 -',
      ),
    )
    .requiredOption('--out <dir>', wording('folder for the results', '결과 폴더'))
    .option('--min-frequency <n>', wording('least frequency of a noun', '명사의 최소 빈도'), wholeNumber(1), 5)
    .option('--phrases', wording('rows of nouns across spaces as well', '띄어 쓴 복합 용어도 추출'))
    .option('--workers <n>', wording('threads', '작업 스레드 수'), wholeNumber(0, 64), 2)
    .option(
      '--weights-only',
      wording('of a corpus, only text that may train weights that ship', '배포용 가중치 학습이 허용된 텍스트만 사용'),
    )
    .description(
      wording(
        'find nouns and compounds in Korean text: terms.tsv and a user dictionary for MeCab-ko',
        '한국어 텍스트에서 명사와 복합명사 추출: terms.tsv와 MeCab-ko 사용자 사전',
      ),
    )
    .action(async (inputs: string[], options: ExtractOptions, self: Command) => {
      const work = (task: Task) => extract(task, inputs, options);
      await withSignal(self.optsWithGlobals<GlobalOptions>(), work, { interrupted: 'resumes' });
    });
}

async function extract(
  { settings, signal, wording }: Task,
  inputs: readonly string[],
  { out, ...options }: ExtractOptions,
): Promise<void> {
  const line = new ProgressLine();
  let report: NounReport | null = null;
  for await (const event of extractNouns(await filesOf(inputs, out), out, { ...options, signal })) {
    if (event.type === 'progress') line.show(event.progress);
    else report = event.report;
  }
  line.clear();
  if (!report || report.interrupted) return;
  if (settings.json) await printJson(report);
  else printReport(report, out, wording);
}

/** Standard input is kept in the folder first, because the text is read twice. */
async function filesOf(inputs: readonly string[], out: string): Promise<readonly string[]> {
  if (inputs.length > 0 && !inputs.includes('-')) return inputs;
  if (process.stdin.isTTY) throw new SimsaError('usage.no-input');
  const kept = path.join(out, 'standard-input.txt');
  mkdirSync(out, { recursive: true });
  await spool(process.stdin, kept);
  return [...inputs.filter((input) => input !== '-'), kept];
}

function printReport(report: NounReport, out: string, wording: Wording): void {
  const { terms, compounds, phrases, words, differentWords, documents, unreadable } = report;
  const [amount, seconds] = [formatBytes(report.bytes), report.seconds.toFixed(1)];
  const n = (value: number) => value.toLocaleString('en');
  printLines(
    wording(
      `${n(terms)} terms, of them ${n(compounds)} compounds and ${n(phrases)} rows of words, in ${out}`,
      `용어 ${n(terms)}개(복합명사 ${n(compounds)}개, 띄어 쓴 용어 ${n(phrases)}개): ${out}`,
    ),
    wording(
      `  from ${n(words)} words (${n(differentWords)} different) of ${n(documents)} documents, ${amount} in ${seconds} s`,
      `  문서 ${n(documents)}건, 어절 ${n(words)}개(서로 다른 ${n(differentWords)}개), ${amount}, ${seconds}초`,
    ),
  );
  if (unreadable > 0)
    printLines(
      wording(
        `  ${n(unreadable)} characters were not UTF-8 and were passed over`,
        `  UTF-8이 아닌 문자 ${n(unreadable)}개는 건너뜀`,
      ),
    );
}
