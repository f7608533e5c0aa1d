import { availableParallelism } from 'node:os';
import { type Command, Option } from 'commander';
import {
  ENCODER_SIZES,
  encoderOfRun,
  encoderOfSize,
  handOverTraining,
  importEncoder,
  isRunFolder,
  openTokenizer,
  type SavedEncoder,
  SHIPPED_TOKENIZER,
} from '../../workshop.js';
import { type GlobalOptions, readSettings } from '../context.js';
import { numberWithin, positive, wholeNumber } from '../options.js';
import { ProgressLine, printJson, say } from '../terminal.js';
import { type Wording, wordingIn } from '../wording.js';

interface ExportOptions {
  readonly corpus: string;
  readonly tokenizer: string;
  readonly out: string;
  readonly from?: string;
  readonly size: keyof typeof ENCODER_SIZES;
  readonly positions: 'rotary' | 'learned';
  readonly steps: number;
  readonly batch: number;
  readonly rate: number;
  readonly warmup: number;
  readonly masked: number;
  readonly seed: number;
  readonly processes: number;
  readonly threads: number;
  readonly weightsOnly: boolean;
}

/** Adds `train export`: a folder that an existing trainer takes over on other machines. */
export function registerTrainExport(train: Command, wording: Wording): void {
  const command = train
    .command('export')
    .description(
      wording(
        'write a folder that trains an encoder on other machines, by transformers',
        '다른 기기에서 transformers로 인코더를 학습할 폴더 작성',
      ),
    );
  for (const option of [...whatOptions(wording), ...scheduleOptions(wording)]) command.addOption(option);
  command.action(async (options: ExportOptions, self: Command) => {
    const { json, language } = readSettings(self.optsWithGlobals<GlobalOptions>());
    await run(options, { json, wording: wordingIn(language) });
  });
}

function whatOptions(wording: Wording): Option[] {
  return [
    new Option('--for <trainer>', wording('the trainer', '학습 프로그램'))
      .choices(['transformers'])
      .default('transformers'),
    new Option(
      '--corpus <dir>',
      wording('folder that simsa corpus build wrote', 'simsa corpus build가 만든 폴더'),
    ).makeOptionMandatory(),
    new Option('--out <dir>', wording('folder to write', '저장할 폴더')).makeOptionMandatory(),
    new Option('--tokenizer <dir>', wording('folder of the tokenizer', '토크나이저 폴더')).default(
      SHIPPED_TOKENIZER,
      'models/tokenizer',
    ),
    new Option('--from <dir>', wording('a run or a model to go on from', '이어서 학습할 학습 폴더 또는 모델')),
    new Option('--size <size>', wording('size of a fresh model', '새 모델의 크기'))
      .choices(Object.keys(ENCODER_SIZES))
      .default('mini'),
    new Option('--positions <kind>', wording('how a fresh model knows places', '새 모델의 위치 표현'))
      .choices(['rotary', 'learned'])
      .default('rotary'),
    new Option(
      '--weights-only',
      wording('only text that may train shipped weights', '배포용 가중치 학습이 허용된 텍스트만 사용'),
    ).default(false),
  ];
}

function scheduleOptions(wording: Wording): Option[] {
  const number = (flags: string, text: string, value: number, least = 1) =>
    new Option(flags, text).argParser(wholeNumber(least)).default(value);
  return [
    number('--steps <n>', wording('steps', '단계 수'), 20_000),
    number('--batch <rows>', wording('rows of 128 tokens for each process', '프로세스마다 128토큰 행 수'), 32),
    number('--warmup <n>', wording('steps in which the rate rises', '학습률 상승 단계 수'), 500, 0),
    new Option('--rate <rate>', wording('highest learning rate', '최대 학습률')).argParser(positive).default(1e-3),
    new Option('--masked <share>', wording('share of tokens that is asked for', '맞혀야 할 토큰의 비율'))
      .argParser(numberWithin({ above: 0, most: 0.5 }))
      .default(0.15),
    number('--seed <n>', wording('seed', '난수 시드'), 1, 0),
    number('--processes <n>', wording('processes on each machine', '기기마다 프로세스 수'), 2),
    number(
      '--threads <n>',
      wording('threads that make tokens here', '여기서 토큰을 만드는 스레드 수'),
      availableParallelism(),
    ),
  ];
}

async function run(options: ExportOptions, { json, wording }: { json: boolean; wording: Wording }): Promise<void> {
  const { corpus, tokenizer, out, from, weightsOnly, threads, processes } = options;
  const { steps, batch: rows, rate, warmup, masked, seed } = options;
  const model = from
    ? trained(from, tokenizer)
    : encoderOfSize(options.size, openTokenizer(tokenizer).size, options.positions);
  const schedule = { steps, rows, rate, warmup, masked, seed, every: 20 };
  const line = new ProgressLine();
  const writing = handOverTraining({ corpus, tokenizer, out, model, weightsOnly, threads, processes, schedule });
  for await (const progress of writing) line.show(progress);
  line.clear();
  if (json) await printJson({ out, processes, ...schedule });
  else
    say(
      wording(
        `Wrote ${out}; README.md there says how to go on.`,
        `${out}에 저장했습니다. 이어지는 방법은 README.md에 있습니다.`,
      ),
    );
}

function trained(from: string, tokenizer: string): SavedEncoder {
  return isRunFolder(from)
    ? encoderOfRun(from, { tokenizer, licence: null })
    : importEncoder(from, { tokenizer, cased: true, licence: null });
}
