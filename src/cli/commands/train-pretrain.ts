import { availableParallelism } from 'node:os';
import { type Command, Option } from 'commander';
import { SimsaError } from '../../core/index.js';
import {
  type CorpusRunEvent,
  type CorpusRunOptions,
  type Metric,
  OBJECTIVES,
  type ObjectiveName,
  pretrainOnCorpus,
  SHIPPED_TOKENIZER,
  sizesFor,
} from '../../workshop.js';
import type { GlobalOptions } from '../context.js';
import { numberWithin, positive, wholeNumber } from '../options.js';
import { followRun } from '../run-events.js';
import { say } from '../terminal.js';
import type { Wording } from '../wording.js';

interface PretrainOptions {
  readonly corpus: string;
  readonly tokenizer: string;
  readonly out: string;
  readonly objective: ObjectiveName;
  readonly nextSentence: boolean;
  readonly size: CorpusRunOptions['size'];
  readonly steps: number;
  readonly longSteps: number;
  readonly batch: number;
  readonly accumulate: number;
  readonly masked: number;
  readonly dropout: number;
  readonly positions: CorpusRunOptions['positions'];
  readonly from?: string;
  readonly rate: number;
  readonly warmup: number;
  readonly cooldown: number;
  readonly seed: number;
  readonly start: CorpusRunOptions['settings']['start'];
  readonly threads: number;
  readonly weightsOnly: boolean;
}

const WITH_NEXT_SENTENCE: ObjectiveName = 'masked-words-and-next-sentence';

/** Adds `train pretrain`. */
export function registerPretrain(train: Command, wording: Wording): void {
  const command = train
    .command('pretrain')
    .description(
      wording(
        'pretrain a model on a corpus; an interrupted run goes on where it stopped',
        '말뭉치로 모델을 사전학습. 중단하면 그 지점부터 이어서 진행',
      ),
    );
  withText(command, wording);
  withModel(command, wording);
  withSchedule(command, wording);
  command.action(async (options: PretrainOptions, self: Command) => {
    checkOptions(options, self);
    const events = (signal: AbortSignal) => pretrainOnCorpus(requestOf(options, signal));
    await followRun(self.optsWithGlobals<GlobalOptions>(), events, show);
  });
}

function withText(command: Command, wording: Wording): void {
  command
    .requiredOption('--corpus <dir>', wording('folder that simsa corpus build wrote', 'simsa corpus build가 만든 폴더'))
    .requiredOption('--out <dir>', wording('folder of the run', '학습 결과 폴더'))
    .option('--tokenizer <dir>', wording('folder of the tokenizer', '토크나이저 폴더'), SHIPPED_TOKENIZER)
    .option(
      '--weights-only',
      wording('read only text that may train shipped weights', '배포용 가중치 학습이 허용된 텍스트만 사용'),
      false,
    );
}

function withModel(command: Command, wording: Wording): void {
  const names = (Object.keys(OBJECTIVES) as ObjectiveName[]).filter((name) => name !== WITH_NEXT_SENTENCE);
  const sizes = [...new Set(names.flatMap((name) => sizesFor(name)))];
  command
    .addOption(
      new Option(
        '--objective <name>',
        wording(
          'what is learned; causal makes a decoder, the others an encoder',
          '학습 목표. causal은 디코더, 나머지는 인코더',
        ),
      )
        .choices(names)
        .default('masked-words'),
    )
    .option(
      '--next-sentence',
      wording('beside masked words, tell whether one text follows another', '단어 맞히기와 함께 다음 문장 예측도 학습'),
      false,
    )
    .addOption(new Option('--size <size>', wording('size of the model', '모델 크기')).choices(sizes).default('mini'))
    .option(
      '--from <dir>',
      wording('go on from an encoder that was trained before', '이미 학습한 인코더에서 이어서 학습'),
    )
    .option(
      '--masked <share>',
      wording('share of tokens that is asked for', '맞혀야 할 토큰의 비율'),
      numberWithin({ above: 0, most: 0.5 }),
      0.15,
    )
    .option(
      '--dropout <rate>',
      wording('dropout of an encoder', '인코더의 드롭아웃'),
      numberWithin({ least: 0, most: 0.9 }),
      0.1,
    )
    .addOption(
      new Option(
        '--positions <kind>',
        wording(
          'how an encoder knows places: turned queries and keys (RoFormer), or a learned table (BERT)',
          '인코더의 위치 표현: 회전 위치(RoFormer) 또는 학습되는 표(BERT)',
        ),
      )
        .choices(['rotary', 'learned'])
        .default('rotary'),
    )
    .addOption(
      new Option('--start <start>', wording('where words and places begin', '단어와 위치 벡터의 초기값'))
        .choices(['random', 'counted', 'sines', 'counted-and-sines'])
        .default('counted-and-sines'),
    )
    .option('--seed <n>', wording('seed', '난수 시드'), wholeNumber(), 1);
}

function withSchedule(command: Command, wording: Wording): void {
  command
    .option('--steps <n>', wording('steps at 128 tokens', '128토큰 단계 수'), wholeNumber(1), 20_000)
    .option('--long-steps <n>', wording('steps at 512 tokens after them', '이어지는 512토큰 단계 수'), wholeNumber(), 0)
    .option('--batch <rows>', wording('rows of 128 tokens in a step', '한 단계의 128토큰 행 수'), wholeNumber(4), 16)
    .option(
      '--accumulate <n>',
      wording(
        'parts that the rows of a step are read in, to save memory',
        '메모리를 아끼려고 한 단계의 행을 나눠 읽는 수',
      ),
      wholeNumber(1),
      1,
    )
    .option('--rate <rate>', wording('highest learning rate', '최대 학습률'), positive, 1e-3)
    .option('--warmup <n>', wording('steps in which it rises', '학습률 상승 단계 수'), wholeNumber(), 500)
    .option('--cooldown <n>', wording('last steps in which it falls', '학습률 하강 단계 수'), wholeNumber(), 2000)
    .option('--threads <n>', wording('threads', '스레드 수'), wholeNumber(1), availableParallelism());
}

function show(event: CorpusRunEvent, wording: Wording): void {
  if (event.type === 'metric') say(describeMetric(event.metric, event.steps, wording));
  else if (event.type === 'resumed')
    say(wording(`Going on after step ${event.step}.`, `${event.step}단계 다음부터 이어서 진행합니다.`));
  else if (event.type === 'checkpoint') say(wording(`Saved ${event.path}`, `저장: ${event.path}`));
}

function requestOf(options: PretrainOptions, signal: AbortSignal): CorpusRunOptions {
  const { corpus, tokenizer, out, size, dropout, positions, steps, longSteps, batch, threads, weightsOnly } = options;
  const { accumulate, masked, rate, warmup, cooldown, seed, start } = options;
  const objective = objectiveOf(options);
  checkSize(objective, size);
  const long = longSteps > 0 ? [{ length: 512, rows: Math.max(1, Math.round(batch / 4)), steps: longSteps }] : [];
  const passes = [{ length: 128, rows: batch, steps }, ...long];
  const decided = { objective, passes, accumulate, masked, rate, warmup, cooldown, seed, start };
  const settings = { ...decided, weightDecay: 0.01, clip: 1 };
  return {
    corpus,
    tokenizer,
    folder: out,
    size,
    dropout,
    positions,
    from: options.from ?? null,
    settings,
    weightsOnly,
    threads,
    signal,
  };
}

function objectiveOf({ objective, nextSentence }: PretrainOptions): ObjectiveName {
  if (!nextSentence) return objective;
  if (objective === 'masked-words') return WITH_NEXT_SENTENCE;
  const reason = `it goes with masked words, not with ${objective}`;
  throw new SimsaError('usage.bad-option', { option: '--next-sentence', reason });
}

/** Options that a decoder has no use for. */
const OF_ENCODERS = ['masked', 'dropout', 'positions'];

/** Refuses what would be passed over in silence. */
function checkOptions({ objective }: PretrainOptions, self: Command): void {
  if (OBJECTIVES[objective].family === 'encoder') return;
  const given = OF_ENCODERS.find((name) => self.getOptionValueSource(name) === 'cli');
  if (given === undefined) return;
  const reason = `it is for encoders, and ${objective} makes a decoder`;
  throw new SimsaError('usage.bad-option', { option: `--${given}`, reason });
}

function checkSize(objective: ObjectiveName, size: PretrainOptions['size']): void {
  const known = sizesFor(objective);
  if (!known.includes(size))
    throw new SimsaError('usage.bad-option', { option: '--size', reason: `"${size}" (${known.join(' | ')})` });
}

/** One line of the curves: step, loss, tokens a second, time left, and what held-out text says. */
function describeMetric(
  { step, tokens, loss, losses = {}, tokensPerSecond, held = {} }: Metric,
  steps: number,
  wording: Wording,
): string {
  const left = tokens > 0 ? ((steps - step) * (tokens / step)) / tokensPerSecond / 60 : 0;
  const parts = Object.entries(losses).map(([name, value]) => `${name} ${value.toFixed(3)}`);
  const readings = Object.entries(held).map(([name, figures]) => `${name}: ${describeFigures(figures, wording)}`);
  return [
    `${step}/${steps}`,
    [`loss ${loss.toFixed(3)}`, ...(parts.length > 0 ? [`(${parts.join(', ')})`] : [])].join(' '),
    `${tokensPerSecond.toLocaleString('en')} tokens/s`,
    `${left.toFixed(0)} min`,
    ...readings,
  ].join('  ');
}

type Describe = (value: number, wording: Wording) => string;
const percent = (value: number): string => `${(100 * value).toFixed(1)} %`;

/** What a reader is told of each figure. */
const FIGURES: Readonly<Record<string, Describe>> = {
  loss: (value) => `loss ${value.toFixed(3)}`,
  bits: (value, wording) => wording(`${value.toFixed(3)} bits a byte`, `바이트당 ${value.toFixed(3)}비트`),
  right: (value, wording) => wording(`${percent(value)} of masked words found`, `가린 단어 정답률 ${percent(value)}`),
  told: (value, wording) => wording(`${percent(value)} of pairs told`, `다음 문장 정답률 ${percent(value)}`),
  judged: (value, wording) =>
    wording(`${percent(value)} of words judged rightly`, `교체 판별 정확도 ${percent(value)}`),
  found: (value, wording) =>
    wording(`${percent(value)} of replaced words found`, `교체된 단어 검출률 ${percent(value)}`),
  auc: (value) => `AUC ${value.toFixed(3)}`,
};

function describeFigures(figures: Readonly<Record<string, number>>, wording: Wording): string {
  return Object.entries(figures)
    .map(([name, value]) => FIGURES[name]?.(value, wording) ?? `${name} ${value.toFixed(3)}`)
    .join(', ');
}
