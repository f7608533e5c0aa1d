import type { Command } from 'commander';
import { InvalidArgumentError, Option } from 'commander';
import { SimsaError } from '../../core/index.js';
import { DECODER_SIZES, ENCODER_SIZES, type Plan, type PlanRequest, planTraining } from '../../workshop.js';
import { type GlobalOptions, readSettings } from '../context.js';
import { wholeNumber } from '../options.js';
import { formatBytes, printJson, printLines } from '../terminal.js';
import { type Wording, wordingIn } from '../wording.js';
import { registerModelFiles } from './model-files.js';
import { registerModelGenerate } from './model-generate.js';
import { registerModelUse } from './model-use.js';

interface PlanOptions {
  readonly size: string;
  readonly kind: 'encoder' | 'decoder';
  readonly vocabulary: number;
  readonly tokens?: number;
  readonly length: number;
  readonly batch: number;
  readonly precision: 'fp32' | 'mixed';
  readonly devices: number;
  readonly teraflops: number;
  readonly utilisation: number;
  readonly price?: number;
}

/** Adds `model plan`, and what works on saved models. */
export function registerModel(program: Command, wording: Wording): void {
  const model = program
    .command('model')
    .description(wording('plan, convert, inspect and use models', '모델 계획, 변환, 정보, 사용'));
  registerPlan(model, wording);
  registerModelFiles(model, wording);
  registerModelUse(model, wording);
  registerModelGenerate(model, wording);
}

function registerPlan(model: Command, wording: Wording): void {
  model
    .command('plan')
    .description(
      wording(
        'what a model of a size costs: parameters, memory by part, operations, time and price',
        '모델 크기별 비용: 매개변수, 항목별 메모리, 연산량, 시간, 가격',
      ),
    )
    .addOption(
      new Option('--kind <kind>', wording('encoder or decoder', '인코더 또는 디코더'))
        .choices(['encoder', 'decoder'])
        .default('encoder'),
    )
    .option('--size <size>', sizesHelp(wording), 'base')
    .option('--vocabulary <n>', wording('tokens of the vocabulary', '어휘 크기'), wholeNumber(1), 21_400)
    .option('--tokens <n>', wording('tokens that training reads, e.g. 25e9', '학습 토큰 수, 예: 25e9'), amount)
    .option('--length <n>', wording('tokens of a row', '한 행의 토큰 수'), wholeNumber(1), 512)
    .option('--batch <n>', wording('rows of a step on one device', '장치당 한 단계의 행 수'), wholeNumber(1), 8)
    .addOption(
      new Option('--precision <precision>', wording('numbers of training', '학습 정밀도'))
        .choices(['fp32', 'mixed'])
        .default('mixed'),
    )
    .option('--devices <n>', wording('devices that train together', '함께 학습하는 장치 수'), wholeNumber(1), 8)
    .option('--teraflops <n>', wording('peak of one device in TFLOP/s', '장치 하나의 최대 TFLOP/s'), amount, 125)
    .option('--utilisation <share>', wording('share of the peak that is reached', '최대 성능 중 실제 비율'), share, 0.4)
    .option('--price <n>', wording('price of one device for an hour', '장치 하나의 시간당 가격'), amount)
    .action(async (options: PlanOptions, self: Command) => {
      const { json, language } = readSettings(self.optsWithGlobals<GlobalOptions>());
      const plan = planTraining(requestOf(options));
      if (json) await printJson(plan);
      else printPlan(plan, wordingIn(language));
    });
}

function sizesHelp(wording: Wording): string {
  const encoders = Object.keys(ENCODER_SIZES).join(', ');
  const decoders = Object.keys(DECODER_SIZES).join(', ');
  return wording(`encoder: ${encoders}; decoder: ${decoders}`, `인코더: ${encoders}; 디코더: ${decoders}`);
}

function requestOf(options: PlanOptions): PlanRequest {
  const { devices, teraflops, utilisation, price = null } = options;
  return {
    model: sizedModel(options),
    vocabularySize: options.vocabulary,
    tokens: options.tokens ?? null,
    sequenceLength: options.length,
    batch: options.batch,
    precision: options.precision,
    cluster: { devices, teraflops, utilisation, pricePerHour: price },
  };
}

function sizedModel({ kind, size }: PlanOptions): PlanRequest['model'] {
  if (kind === 'encoder' && isKeyOf(ENCODER_SIZES, size)) return { kind, size };
  if (kind === 'decoder' && isKeyOf(DECODER_SIZES, size)) return { kind, size };
  const known = Object.keys(kind === 'encoder' ? ENCODER_SIZES : DECODER_SIZES).join(' | ');
  throw new SimsaError('usage.bad-option', { option: '--size', reason: `"${size}" (${known})` });
}

function isKeyOf<Table extends object>(table: Table, key: PropertyKey): key is keyof Table {
  return Object.hasOwn(table, key);
}

/** A positive number, also as `25e9`. */
function amount(text: string): number {
  const number = Number(text);
  if (!(number > 0 && Number.isFinite(number))) throw new InvalidArgumentError('A number above 0, e.g. 25e9.');
  return number;
}

function share(text: string): number {
  const number = Number(text);
  if (!(number > 0 && number <= 1)) throw new InvalidArgumentError('A share above 0 and at most 1.');
  return number;
}

function printPlan(plan: Plan, wording: Wording): void {
  const { parameters, memory, files } = plan;
  const row = (name: string, value: string) => `  ${name.padEnd(16)} ${value}`;
  printLines(
    `${wording('Parameters', '매개변수')}  ${parameters.total.toLocaleString('en')} (${wording('embeddings', '임베딩')} ${parameters.embeddings.toLocaleString('en')})`,
    wording('Memory of one device', '장치 하나의 메모리'),
    row(wording('weights', '가중치'), formatBytes(memory.weights)),
    row(wording('gradients', '기울기'), formatBytes(memory.gradients)),
    row(wording('optimiser', '최적화기'), formatBytes(memory.optimiser)),
    row(wording('activations', '활성값'), formatBytes(memory.activations)),
    row(wording('total', '합계'), formatBytes(memory.total)),
    wording('Training', '학습'),
    row(wording('tokens', '토큰'), plan.tokens.toExponential(2)),
    row('FLOPs', `${plan.flops.toExponential(2)} (${plan.flopsPerToken.toExponential(2)} / token)`),
    row(wording('tokens a second', '초당 토큰'), Math.round(plan.tokensPerSecond).toLocaleString('en')),
    row(wording('time', '시간'), formatHours(plan.hours, wording)),
    ...(plan.cost === null ? [] : [row(wording('cost', '비용'), Math.round(plan.cost).toLocaleString('en'))]),
    wording('Files to serve it', '배포 파일'),
    row('fp32 / fp16 / int8', [files.fp32, files.fp16, files.int8].map(formatBytes).join(' / ')),
    wording('It is assumed', '가정'),
    ...plan.assumptions.map((assumption) => `  ${assumption}`),
  );
}

function formatHours(hours: number, wording: Wording): string {
  if (hours < 1) return wording(`${(hours * 60).toFixed(1)} minutes`, `${(hours * 60).toFixed(1)}분`);
  if (hours < 48) return wording(`${hours.toFixed(1)} hours`, `${hours.toFixed(1)}시간`);
  return wording(`${(hours / 24).toFixed(1)} days`, `${(hours / 24).toFixed(1)}일`);
}
