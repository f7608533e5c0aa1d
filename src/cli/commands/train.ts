import { availableParallelism } from 'node:os';
import { type Command, InvalidArgumentError, Option } from 'commander';
import {
  ENCODER_SIZES,
  type EncoderRunOptions,
  type Metric,
  pretrainEncoder,
  SHIPPED_TOKENIZER,
} from '../../workshop.js';
import { type GlobalOptions, readSettings } from '../context.js';
import { wholeNumber } from '../options.js';
import { ProgressLine, printJson, say } from '../terminal.js';
import { type Wording, wordingIn } from '../wording.js';
import { registerFinetune } from './train-finetune.js';

interface PretrainOptions {
  readonly corpus: string;
  readonly tokenizer: string;
  readonly out: string;
  readonly size: EncoderRunOptions['size'];
  readonly steps: number;
  readonly longSteps: number;
  readonly batch: number;
  readonly rate: number;
  readonly warmup: number;
  readonly cooldown: number;
  readonly seed: number;
  readonly start: EncoderRunOptions['settings']['start'];
  readonly threads: number;
  readonly weightsOnly: boolean;
}

export function registerTrain(program: Command, wording: Wording): void {
  const train = program.command('train').description(wording('train models', '모델 학습'));
  registerFinetune(train, wording);
  train
    .command('pretrain')
    .description(
      wording(
        'pretrain an encoder on a corpus; an interrupted run goes on where it stopped',
        '말뭉치로 인코더를 사전학습. 중단하면 그 지점부터 이어서 진행',
      ),
    )
    .requiredOption('--corpus <dir>', wording('folder that simsa corpus build wrote', 'simsa corpus build가 만든 폴더'))
    .requiredOption('--out <dir>', wording('folder of the run', '학습 결과 폴더'))
    .option('--tokenizer <dir>', wording('folder of the tokenizer', '토크나이저 폴더'), SHIPPED_TOKENIZER)
    .addOption(
      new Option('--size <size>', wording('size of the model', '모델 크기'))
        .choices(Object.keys(ENCODER_SIZES))
        .default('mini'),
    )
    .option('--steps <n>', wording('steps at 128 tokens', '128토큰 단계 수'), wholeNumber(1), 20_000)
    .option('--long-steps <n>', wording('steps at 512 tokens after them', '이어지는 512토큰 단계 수'), wholeNumber(), 0)
    .option('--batch <rows>', wording('rows of 128 tokens in a step', '한 단계의 128토큰 행 수'), wholeNumber(4), 16)
    .option('--rate <rate>', wording('highest learning rate', '최대 학습률'), positive, 1e-3)
    .option('--warmup <n>', wording('steps in which it rises', '학습률 상승 단계 수'), wholeNumber(), 500)
    .option('--cooldown <n>', wording('last steps in which it falls', '학습률 하강 단계 수'), wholeNumber(), 2000)
    .option('--seed <n>', wording('seed', '난수 시드'), wholeNumber(), 1)
    .addOption(
      new Option('--start <start>', wording('where words and places begin', '단어와 위치 벡터의 초기값'))
        .choices(['random', 'counted', 'sines', 'counted-and-sines'])
        .default('counted-and-sines'),
    )
    .option('--threads <n>', wording('threads', '스레드 수'), wholeNumber(1), availableParallelism())
    .option(
      '--weights-only',
      wording('read only text that may train shipped weights', '배포용 가중치 학습이 허용된 텍스트만 사용'),
      false,
    )
    .action(async (options: PretrainOptions, self: Command) => {
      const { json, language } = readSettings(self.optsWithGlobals<GlobalOptions>());
      await run(options, { json, wording: wordingIn(language) });
    });
}

async function run(options: PretrainOptions, { json, wording }: { json: boolean; wording: Wording }): Promise<void> {
  const stop = new AbortController();
  const interrupt = () => stop.abort();
  process.once('SIGINT', interrupt).once('SIGTERM', interrupt);
  const line = new ProgressLine();
  try {
    for await (const event of pretrainEncoder(requestOf(options, stop.signal))) {
      if (event.type === 'progress') line.show(event.progress);
      else {
        line.clear();
        if (json) await printJson(event);
        else if (event.type === 'metric') say(describeMetric(event.metric, event.steps));
        else if (event.type === 'resumed')
          say(wording(`Going on after step ${event.step}.`, `${event.step}단계 다음부터 이어서 진행합니다.`));
        else if (event.type === 'checkpoint') say(wording(`Saved ${event.path}`, `저장: ${event.path}`));
        if (event.type === 'done' && event.interrupted) process.exitCode = 130;
      }
    }
  } finally {
    process.off('SIGINT', interrupt).off('SIGTERM', interrupt);
  }
}

function requestOf(options: PretrainOptions, signal: AbortSignal): EncoderRunOptions {
  const { corpus, tokenizer, out, size, steps, longSteps, batch, threads, weightsOnly } = options;
  const { rate, warmup, cooldown, seed, start } = options;
  const long = longSteps > 0 ? [{ length: 512, rows: Math.max(1, Math.round(batch / 4)), steps: longSteps }] : [];
  const passes = [{ length: 128, rows: batch, steps }, ...long];
  const settings = { passes, rate, warmup, cooldown, seed, start, weightDecay: 0.01, clip: 1, masked: 0.15 };
  return { corpus, tokenizer, folder: out, size, settings, weightsOnly, threads, signal };
}

/** One line of the curves: step, loss, tokens a second, time left, and what held-out text says. */
function describeMetric({ step, tokens, loss, tokensPerSecond, held = {} }: Metric, steps: number): string {
  const left = tokens > 0 ? ((steps - step) * (tokens / step)) / tokensPerSecond / 60 : 0;
  const readings = Object.entries(held).map(
    ([name, { loss: lossThere, right }]) => `${name} ${lossThere.toFixed(3)} (${(100 * right).toFixed(1)} %)`,
  );
  return [
    `${step}/${steps}`,
    `loss ${loss.toFixed(3)}`,
    `${tokensPerSecond.toLocaleString('en')} tokens/s`,
    `${left.toFixed(0)} min`,
    ...readings,
  ].join('  ');
}

function positive(text: string): number {
  const number = Number(text);
  if (!(number > 0 && Number.isFinite(number))) throw new InvalidArgumentError('A number above 0.');
  return number;
}
