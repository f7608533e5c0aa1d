import { availableParallelism } from 'node:os';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { SimsaError } from '../../core/index.js';
import {
  type ContrastEvent,
  type ContrastRunOptions,
  contrastOnCorpus,
  type Metric,
  SHIPPED_TOKENIZER,
  type Shares,
  type TowerName,
  TURNS,
  WORD_STARTS,
  type WordStart,
} from '../../workshop.js';
import type { GlobalOptions } from '../context.js';
import { positive, wholeNumber } from '../options.js';
import { followRun } from '../run-events.js';
import { say } from '../terminal.js';
import type { Wording } from '../wording.js';

interface ContrastOptions {
  readonly corpus: string;
  readonly out: string;
  readonly model?: string;
  readonly run?: string;
  readonly tokenizer: string;
  readonly steps: number;
  readonly wordSteps: number;
  readonly batch: number;
  readonly length: number;
  readonly rate: number;
  readonly wordRate: number;
  readonly wordStart: WordStart;
  readonly temperature: number;
  readonly shares: Shares;
  readonly seed: number;
  readonly threads: number;
  readonly weightsOnly: boolean;
}

/** Rows of the table of words: shorter and more than a network's, since they cost next to nothing. */
const WORD_ROWS = { length: 64, batch: 256 };
const SHARES: Shares = { claims: 4, paragraphs: 3, titles: 2, sentences: 1, masked: 10 };

/** Adds `train contrast`. */
export function registerContrast(train: Command, wording: Wording): void {
  const command = train
    .command('contrast')
    .description(
      wording(
        'teach an encoder and static word vectors to find texts that belong together; an interrupted run goes on',
        '서로 짝이 되는 글을 찾도록 인코더와 정적 단어 벡터를 학습. 중단하면 이어서 진행',
      ),
    );
  withPlaces(command, wording);
  withSchedule(command, wording);
  command.action(async (options: ContrastOptions, self: Command) => {
    const events = (signal: AbortSignal) => contrastOnCorpus(requestOf(options, signal));
    await followRun(self.optsWithGlobals<GlobalOptions>(), events, show);
  });
}

function withPlaces(command: Command, wording: Wording): void {
  command
    .addOption(
      new Option('--model <dir>', wording('folder of the encoder to begin with', '시작할 인코더 폴더')).conflicts(
        'run',
      ),
    )
    .option(
      '--run <dir>',
      wording('folder of the pretraining run whose last checkpoint it begins with', '시작할 사전학습 결과 폴더'),
    )
    .requiredOption('--corpus <dir>', wording('folder that simsa corpus build wrote', 'simsa corpus build가 만든 폴더'))
    .requiredOption('--out <dir>', wording('folder of the run', '학습 결과 폴더'))
    .addOption(
      new Option('--tokenizer <dir>', wording('folder of the tokenizer of --run', '--run의 토크나이저 폴더')).default(
        SHIPPED_TOKENIZER,
        'models/tokenizer',
      ),
    )
    .option(
      '--weights-only',
      wording('read only text that may train shipped weights', '배포용 가중치 학습이 허용된 텍스트만 사용'),
      false,
    );
}

function withSchedule(command: Command, wording: Wording): void {
  command
    .option(
      '--steps <n>',
      wording('steps of the network; 0 leaves it', '신경망 단계 수. 0이면 생략'),
      wholeNumber(),
      2000,
    )
    .option(
      '--word-steps <n>',
      wording('steps of the word vectors; 0 leaves them', '단어 벡터 단계 수. 0이면 생략'),
      wholeNumber(),
      2000,
    )
    .option('--batch <pairs>', wording('pairs of a step', '한 단계의 쌍 수'), wholeNumber(2, 4096), 64)
    .option('--length <n>', wording('tokens of a row', '행의 토큰 수'), wholeNumber(16, 512), 128)
    .option('--rate <rate>', wording('highest learning rate of the network', '신경망의 최대 학습률'), positive, 1e-3)
    .option('--word-rate <rate>', wording('of the word vectors', '단어 벡터의 최대 학습률'), positive, 1e-3)
    .addOption(
      new Option('--word-start <start>', wording('what the word vectors begin with', '단어 벡터의 초기값'))
        .choices([...WORD_STARTS])
        .default('random'),
    )
    .option('--temperature <t>', wording('what products are divided by', '내적을 나누는 온도'), positive, 0.05)
    .option('--shares <list>', wording('how often each kind of step comes', '종류별 단계 비율'), parseShares, SHARES)
    .option('--seed <n>', wording('seed', '난수 시드'), wholeNumber(), 1)
    .option('--threads <n>', wording('threads', '스레드 수'), wholeNumber(1), availableParallelism());
}

/** Reads `claims=4,titles=1`; kinds that are not named do not come. */
function parseShares(text: string): Shares {
  const given = text.split(',').map((part): [string, number] => {
    const [name = '', value = ''] = part.split('=').map((side) => side.trim());
    const share = value === '' ? Number.NaN : Number(value);
    if (!(TURNS as readonly string[]).includes(name) || !(share >= 0 && share < Number.POSITIVE_INFINITY))
      throw new InvalidArgumentError(`A list such as claims=4,titles=1 of ${TURNS.join(', ')}.`);
    return [name, share];
  });
  const shares = { ...Object.fromEntries(TURNS.map((turn) => [turn, 0])), ...Object.fromEntries(given) } as Shares;
  if (TURNS.every((turn) => turn === 'masked' || shares[turn] === 0))
    throw new InvalidArgumentError('At least one kind of pairs.');
  return shares;
}

function requestOf(options: ContrastOptions, signal: AbortSignal): ContrastRunOptions {
  const { corpus, out: folder, model, run: pretraining, tokenizer, weightsOnly, threads } = options;
  if (model === undefined && pretraining === undefined)
    throw new SimsaError('usage.bad-option', { option: '--model', reason: '--model DIR | --run DIR' });
  const { seed, temperature, shares, wordStart, steps, rate, wordSteps, wordRate, batch, length } = options;
  const settings = { seed, temperature, shares, clip: 1 };
  const words = { ...settings, ...scheduleOf(wordSteps), ...WORD_ROWS, rate: wordRate, weightDecay: 0 };
  const network = { ...settings, ...scheduleOf(steps), batch, length, rate, weightDecay: 0.01 };
  return {
    ...{ corpus, folder, wordStart, weightsOnly, threads, signal },
    base: model !== undefined ? { kind: 'model', folder: model } : { kind: 'run', folder: pretraining!, tokenizer },
    towers: { ...(wordSteps > 0 ? { words } : {}), ...(steps > 0 ? { network } : {}) },
  };
}

/** The rate rises over a tenth of the steps and falls over the other nine. */
function scheduleOf(steps: number) {
  const warmup = Math.ceil(steps / 10);
  return { steps, warmup, cooldown: steps - warmup };
}

const NAMES: Readonly<Record<TowerName, readonly [string, string]>> = {
  words: ['words', '단어'],
  network: ['network', '신경망'],
};

function show(event: ContrastEvent, wording: Wording): void {
  if (event.type === 'progress') return;
  const name = wording(...NAMES[event.tower]);
  if (event.type === 'metric') say(`${name}  ${describeMetric(event.metric, event.steps, wording)}`);
  else if (event.type === 'resumed')
    say(
      wording(`${name}: going on after step ${event.step}.`, `${name}: ${event.step}단계 다음부터 이어서 진행합니다.`),
    );
  else if (event.type === 'checkpoint') say(wording(`Saved ${event.path}`, `저장: ${event.path}`));
}

/** One line of the curves: step, loss, tokens a second, time left, and how well held-out pairs find each other. */
function describeMetric(
  { step, tokens, loss, losses = {}, tokensPerSecond, held = {} }: Metric,
  steps: number,
  wording: Wording,
): string {
  const left = tokens > 0 ? ((steps - step) * (tokens / step)) / tokensPerSecond / 60 : 0;
  const parts = Object.entries(losses).map(([turn, value]) => `${turn} ${value.toFixed(3)}`);
  const share = (value: number) => value.toFixed(3);
  const readings = Object.entries(held).map(([kind, { right = 0, ten }]) =>
    ten === undefined
      ? `${kind} ${wording(`${share(right)} of hidden words`, `가린 단어 정답률 ${share(right)}`)}`
      : `${kind} R@1 ${share(right)} R@10 ${share(ten)}`,
  );
  return [
    `${step}/${steps}`,
    `loss ${loss.toFixed(3)} (${parts.join(', ')})`,
    `${tokensPerSecond.toLocaleString('en')} tokens/s`,
    `${left.toFixed(0)} min`,
    ...readings,
  ].join('  ');
}
