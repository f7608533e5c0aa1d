import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { basename, extname } from 'node:path';
import { type Command, Option } from 'commander';
import {
  ENCODER_SIZES,
  type FinetuneEvent,
  type FinetuneOptions,
  finetuneClassifier,
  SHIPPED_MODEL,
  SHIPPED_TOKENIZER,
} from '../../workshop.js';
import { type GlobalOptions, withSignal } from '../context.js';
import { positive, wholeNumber } from '../options.js';
import { ProgressLine, printJson, printLines, say } from '../terminal.js';
import type { Wording } from '../wording.js';

type Size = keyof typeof ENCODER_SIZES;

interface ClassifyOptions {
  readonly model?: string;
  readonly size?: Size;
  readonly tokenizer: string;
  readonly out?: string;
  readonly validation?: string;
  readonly test?: string;
  readonly length: number;
  readonly batch: number;
  readonly epochs: number;
  readonly rate: number;
  readonly freshRate: number;
  readonly layerDecay: number;
  readonly patience: number;
  readonly pooling?: 'first' | 'mean';
  readonly scheme?: 'IPC' | 'CPC';
  readonly terms: boolean;
  readonly seed: number;
  readonly threads: number;
}

/** Adds `train finetune classify`. */
export function registerFinetune(train: Command, wording: Wording): void {
  const finetune = train.command('finetune').description(wording('fit a model to a task', '모델 미세조정'));
  const command = finetune
    .command('classify')
    .argument(
      '<data>',
      wording(
        'lines of label<TAB>text, several labels with | between them',
        '라벨<탭>글의 줄. 라벨이 여럿이면 |로 구분',
      ),
    )
    .description(wording('a classifier from labelled texts', '라벨이 붙은 글로 분류 모델을 학습'));
  for (const option of [...modelOptions(wording), ...trainingOptions(wording)]) command.addOption(option);
  command.action(async (data: string, options: ClassifyOptions, self: Command) => {
    await withSignal(self.optsWithGlobals<GlobalOptions>(), async ({ settings, signal, wording: words }) => {
      const chosen = chosenOptions(data, options, words);
      const line = new ProgressLine();
      for await (const event of finetuneClassifier({ ...chosen, signal }))
        await show(event, { json: settings.json, wording: words, line });
    });
  });
}

function modelOptions(wording: Wording): Option[] {
  return [
    new Option(
      '--model <dir>',
      wording('folder of the encoder to begin with (default: the one that ships)', '시작할 인코더 폴더 (기본: 내장)'),
    ),
    new Option(
      '--validation <file>',
      wording('texts for validation (default: a tenth of those for training)', '검증용 글 (기본: 학습용의 10분의 1)'),
    ),
    new Option(
      '--test <file>',
      wording('texts for the test (default: a tenth of the data)', '시험용 글 (기본: 데이터의 10분의 1)'),
    ),
    new Option('--size <size>', wording('begin with random weights of this size', '이 크기의 난수 가중치로 시작'))
      .choices(Object.keys(ENCODER_SIZES))
      .conflicts('model'),
    new Option('--tokenizer <path>', wording('tokenizer for random weights', '난수 가중치에 쓸 토크나이저')).default(
      SHIPPED_TOKENIZER,
      'models/tokenizer',
    ),
    new Option(
      '--out <dir>',
      wording('folder of the classifier (default: DATA-model)', '분류 모델 폴더 (기본: DATA-model)'),
    ),
    new Option(
      '--pooling <what>',
      wording(
        'what is read: the first token, or the mean (default: as the model was trained)',
        '읽을 상태: 첫 토큰 또는 평균 (기본: 모델에 따름)',
      ),
    ).choices(['first', 'mean']),
    new Option(
      '--no-terms',
      wording('the network alone, without a classifier by words beside it', '단어 분류기를 곁들이지 않고 신경망만'),
    ),
    new Option('--scheme <scheme>', wording('scheme that the labels are symbols of', '라벨이 속한 분류 체계')).choices([
      'IPC',
      'CPC',
    ]),
  ];
}

function trainingOptions(wording: Wording): Option[] {
  const threads = availableParallelism();
  return [
    new Option('--length <n>', wording('tokens of a text', '글의 토큰 수'))
      .argParser(wholeNumber(8, 4096))
      .default(256),
    new Option('--batch <n>', wording('texts of a step', '한 단계의 글 수')).argParser(wholeNumber(1, 4096)).default(8),
    new Option('--epochs <n>', wording('times over all texts', '전체 글 반복 횟수'))
      .argParser(wholeNumber(1))
      .default(5),
    new Option('--rate <rate>', wording('highest learning rate', '최대 학습률')).argParser(positive).default(3e-5),
    new Option('--fresh-rate <times>', wording('times the rate for new layers', '새 층의 학습률 배수'))
      .argParser(positive)
      .default(30),
    new Option(
      '--layer-decay <share>',
      wording('rate of each layer as a share of the one above it', '위층 학습률에 대한 각 층 학습률의 비'),
    )
      .argParser(positive)
      .default(1),
    new Option(
      '--patience <n>',
      wording('epochs without a better validation before it ends', '검증 개선 없이 기다릴 에포크 수'),
    )
      .argParser(wholeNumber(1))
      .default(3),
    new Option('--seed <n>', wording('seed', '난수 시드')).argParser(wholeNumber()).default(1),
    new Option('--threads <n>', wording('threads', '스레드 수')).argParser(wholeNumber(1)).default(threads),
  ];
}

/** Random weights are taken where they are asked for, or where there is no model; the second is said. */
function chosenOptions(data: string, options: ClassifyOptions, wording: Wording): FinetuneOptions {
  const { model, size, tokenizer, out, length, pooling, scheme, validation, test, ...training } = options;
  const folder = model ?? (size === undefined && existsSync(SHIPPED_MODEL) ? SHIPPED_MODEL : null);
  if (folder === null)
    say(
      wording(
        'No pretrained model: training begins with random weights.',
        '사전학습 모델 없이 난수 가중치로 학습을 시작합니다.',
      ),
    );
  return {
    ...training,
    data,
    validation: validation ?? null,
    test: test ?? null,
    base: folder === null ? { kind: 'random', size: size ?? 'mini', tokenizer } : { kind: 'model', folder },
    out: out ?? `${basename(data, extname(data))}-model`,
    maxLength: length,
    pooling: pooling ?? null,
    scheme: scheme ?? null,
  };
}

interface Showing {
  readonly json: boolean;
  readonly wording: Wording;
  readonly line: ProgressLine;
}

async function show(event: FinetuneEvent, { json, wording, line }: Showing): Promise<void> {
  if (event.type !== 'terms') line.clear();
  if (json) {
    if (event.type === 'terms') return;
    if (event.type !== 'done') return say(JSON.stringify(event));
    const { type: _, ...report } = event;
    return printJson(report);
  }
  switch (event.type) {
    case 'data':
      return printData(event, wording);
    case 'model':
      return printModel(event, wording);
    case 'epoch':
      return printEpoch(event);
    case 'terms':
      return line.show({
        stage: wording('words', '단어'),
        done: event.done,
        total: event.total,
        unit: 'steps',
      });
    case 'stopped':
      return say(
        wording(
          `Stopped after epoch ${event.epoch}: validation was best in epoch ${event.best}.`,
          `${event.epoch}번째 에포크에서 중단: 검증은 ${event.best}번째가 가장 좋았습니다.`,
        ),
      );
    case 'done':
      return printReport(event, wording);
  }
}

type Event<Type extends FinetuneEvent['type']> = Extract<FinetuneEvent, { readonly type: Type }>;

function printData(
  { rows, labels, train, validation, test, cut, header, unlearned }: Event<'data'>,
  wording: Wording,
): void {
  printLines(
    `${wording('texts', '글')} ${rows}  ${wording('training', '학습')} ${train}  ${wording('validation', '검증')} ${validation}  ${wording('test', '시험')} ${test}`,
    `${wording('classes', '클래스')} ${labels.length}: ${labels.slice(0, 20).join(', ')}${labels.length > 20 ? ' …' : ''}`,
  );
  if (header) say(wording('The first line names the columns.', '첫 줄은 열 이름입니다.'));
  if (unlearned.length > 0)
    say(
      wording(
        `No text for training has these labels, so they are never right: ${unlearned.join(', ')}`,
        `학습용 글에 없어 맞힐 수 없는 라벨: ${unlearned.join(', ')}`,
      ),
    );
  if (cut > 0) say(wording(`${cut} texts are longer and were cut.`, `${cut}개의 글이 길어서 잘랐습니다.`));
}

/** Layers as Keras sums a model up. */
function printModel({ parameters, config, pooling, lengths }: Event<'model'>, wording: Wording): void {
  const rows = [
    ['embeddings', /embeddings/],
    [`encoder × ${config.layers}`, /encoder/],
    [`pooling (${pooling})`, /pooler/],
    ['classifier', /^classifier/],
  ] as const;
  const size = (shape: readonly number[]) => shape.reduce((product, side) => product * side, 1);
  const total = (pattern: RegExp) =>
    parameters.filter(({ name }) => pattern.test(name)).reduce((sum, { shape }) => sum + size(shape), 0);
  const line = (name: string, value: number) => `${name.padEnd(28)} ${value.toLocaleString('en').padStart(14)}`;
  const rule = '─'.repeat(43);
  printLines(
    rule,
    ...rows.map(([name, pattern]) => line(name, total(pattern))),
    rule,
    line(wording('Total parameters', '전체 매개변수'), total(/./)),
    `${wording('lengths of rows', '행 길이')}: ${lengths.join(', ')}`,
  );
}

function printEpoch({ epoch, epochs, train, validation, seconds }: Event<'epoch'>): void {
  const both = (name: string, { loss, accuracy }: typeof train) =>
    `${name}loss: ${loss.toFixed(4)} - ${name}accuracy: ${accuracy.toFixed(4)}`;
  printLines(`Epoch ${epoch}/${epochs} - ${seconds.toFixed(0)}s - ${both('', train)} - ${both('val_', validation)}`);
}

function printReport(report: Event<'done'>, wording: Wording): void {
  const { accuracy, macroF1, alone, confusion, labels, testSize, model } = report;
  if (confusion && labels.length <= 20) {
    const width = Math.max(6, ...labels.map((label) => label.length + 1));
    const cells = (values: readonly (string | number)[]) =>
      values.map((value) => String(value).padStart(width)).join('');
    printLines(
      wording('Confusion (rows true, columns given)', '혼동 행렬 (행: 정답, 열: 예측)'),
      cells(['', ...labels]),
      ...confusion.map((row, at) => cells([labels[at]!, ...row])),
    );
  }
  printLines(
    `Macro F1 : ${macroF1.toFixed(4)}`,
    `Accuracy : ${accuracy.toFixed(4)}${alone ? besides(alone, wording) : ''}`,
    wording(`${testSize} texts were kept for the test. Saved ${model}`, `시험에 쓴 글 ${testSize}개. 저장: ${model}`),
  );
}

function besides({ network, terms }: NonNullable<Event<'done'>['alone']>, wording: Wording): string {
  const [one, other] = [network.toFixed(4), terms.toFixed(4)];
  return wording(` (the network alone ${one}, words alone ${other})`, ` (신경망만 ${one}, 단어만 ${other})`);
}
