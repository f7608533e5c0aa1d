import { type Command, Option } from 'commander';
import {
  ALGORITHMS,
  type Algorithm,
  DEFAULT_ROWS,
  DEFAULT_VOCABULARY,
  type Reach,
  type TrainingReport,
  trainTokenizer,
} from '../../workshop.js';
import { type GlobalOptions, type Task, withSignal } from '../context.js';
import { wholeNumber } from '../options.js';
import { formatBytes, ProgressLine, printJson, printLines } from '../terminal.js';
import type { Wording } from '../wording.js';

interface TrainOptions {
  readonly out: string;
  readonly algorithm: Algorithm;
  readonly vocabulary: number;
  readonly terms?: string;
  readonly units: 'morphemes' | 'words';
  readonly reach: Reach;
  readonly rows: number;
  readonly uncased?: boolean;
  readonly weightsOnly?: boolean;
}

/** Adds `train` to the commands of the tokenizer. */
export function registerTrainTokenizer(tokenizer: Command, wording: Wording): void {
  tokenizer
    .command('train')
    .argument(
      '<inputs...>',
      wording(
        'text files (.txt) or JSON lines with a field "text" (.jsonl), plain or .gz or .zst, or folders of them',
        '텍스트 파일(.txt)이나 "text" 항목이 있는 JSON 줄 파일(.jsonl), .gz·.zst 가능, 또는 그런 파일이 있는 폴더',
      ),
    )
    .requiredOption('--out <dir>', wording('folder of the tokenizer', '토크나이저 폴더'))
    .addOption(
      new Option('--algorithm <name>', wording('how subwords are chosen', '서브워드 선택 방법'))
        .choices([...ALGORITHMS])
        .default('unigram'),
    )
    .option(
      '--vocabulary <n>',
      wording('tokens, special ones and bytes included', '토큰 수(특수 토큰과 바이트 포함)'),
      wholeNumber(262, 1_000_000),
      DEFAULT_VOCABULARY,
    )
    .option(
      '--terms <file>',
      wording(
        'nouns that stay whole: terms.tsv or a user dictionary of MeCab',
        '나누지 않을 명사: terms.tsv 또는 MeCab 사용자 사전',
      ),
    )
    .addOption(
      new Option('--units <units>', wording('what subwords never cross', '서브워드가 넘지 않는 단위'))
        .choices(['morphemes', 'words'])
        .default('morphemes'),
    )
    .addOption(
      new Option(
        '--reach <reach>',
        wording(
          'what one token may hold: one unit, a row of whole units without a blank, or a row of a line',
          '한 토큰의 범위: 단위 하나, 어절 안의 온전한 단위들, 줄 안의 온전한 단위들',
        ),
      )
        .choices(['unit', 'word', 'line'])
        .default('unit'),
    )
    .option(
      '--rows <n>',
      wording(
        'tokens that hold several units, where --reach allows it',
        '여러 단위를 담는 토큰 수(--reach가 허용할 때)',
      ),
      wholeNumber(1, 1_000_000),
      DEFAULT_ROWS,
    )
    .option('--uncased', wording('read text in lower case', '소문자로 바꾸어 읽기'))
    .option(
      '--weights-only',
      wording('only text that may train weights that ship', '배포용 가중치 학습이 허용된 텍스트만 사용'),
    )
    .description(wording('learn subwords from texts', '텍스트에서 서브워드 학습'))
    .action(async (inputs: string[], options: TrainOptions, self: Command) => {
      await withSignal(self.optsWithGlobals<GlobalOptions>(), (task) => train(task, inputs, options));
    });
}

async function train({ settings, signal, wording }: Task, inputs: readonly string[], options: TrainOptions) {
  const { out, uncased, ...rest } = options;
  const line = new ProgressLine();
  for await (const event of trainTokenizer(inputs, out, { ...rest, cased: !uncased, signal })) {
    if (event.type === 'progress') {
      line.show(event.progress);
      continue;
    }
    line.clear();
    if (settings.json) await printJson(event.report);
    else printReport(event.report, wording);
  }
}

function printReport({ folder, size, bytes, lines, units, different, hash }: TrainingReport, wording: Wording): void {
  const [all, kinds, rows] = [units, different, lines].map((count) => count.toLocaleString('en'));
  printLines(
    wording(
      `${size.toLocaleString('en')} tokens learned from ${formatBytes(bytes)} of text (${rows} lines, ${all} units, ${kinds} different)`,
      `${formatBytes(bytes)}의 텍스트(${rows}줄, 단위 ${all}개, 서로 다른 단위 ${kinds}개)에서 토큰 ${size.toLocaleString('en')}개를 학습`,
    ),
    `${folder}  sha256 ${hash}`,
  );
}
