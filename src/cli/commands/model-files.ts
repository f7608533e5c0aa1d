import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Command, Option } from 'commander';
import { SimsaError } from '../../core/index.js';
import {
  decoderOfRun,
  describeModel,
  EMBEDS,
  type Embeds,
  encoderOfRun,
  familyOfRun,
  type GgufFormat,
  importEncoder,
  isCased,
  isRunFolder,
  type ModelDescription,
  type ModelFormat,
  openEncoderFolder,
  type SavedEncoder,
  SHIPPED_MODEL,
  SHIPPED_TOKENIZER,
  saveDecoder,
  saveEncoder,
  saveGguf,
  staticVectorsOf,
  tokenizerPath,
} from '../../workshop.js';
import { type GlobalOptions, readSettings } from '../context.js';
import { printJson, printLines, say } from '../terminal.js';
import { type Wording, wordingIn } from '../wording.js';

/** What the source does not say of itself. */
interface Origin {
  readonly tokenizer?: string;
  readonly licence?: string;
}

interface OutOptions extends Origin {
  readonly out: string;
  readonly format: ModelFormat;
}

interface ExportOptions extends Omit<OutOptions, 'format'> {
  readonly format: ModelFormat | GgufFormat;
  readonly embeds?: Embeds;
  readonly static?: string;
}

const ENCODER_FORMATS = ['hf', 'onnx', 'onnx-int8'] as const satisfies readonly ModelFormat[];
/** What a decoder can be saved as. */
const DECODER_FORMATS = 'hf | gguf | gguf-f16 | gguf-q8';
const GGUF_FORMATS = ['gguf', 'gguf-f16', 'gguf-q8'] as const satisfies readonly GgufFormat[];

/** Adds `export`, `import` and `info` to the commands of models. */
export function registerModelFiles(model: Command, wording: Wording): void {
  registerExport(model, wording);
  registerImport(model, wording);
  registerInfo(model, wording);
}

function registerExport(model: Command, wording: Wording): void {
  const command = model
    .command('export')
    .argument('<source>', wording('a pretraining run, or a folder of a model', '사전학습 폴더 또는 모델 폴더'))
    .description(
      wording(
        "save an encoder as Hugging Face's folder, or as ONNX for use in 32 or 8 bits; a decoder as GGUF for llama.cpp",
        '인코더를 Hugging Face 폴더 또는 32비트·8비트 ONNX로, 디코더를 llama.cpp용 GGUF로 저장',
      ),
    );
  command.addOption(
    new Option(
      '--embeds <what>',
      wording(
        'what model embed gives: the vector of the network, of static word vectors, or both in one (default: as the source)',
        'model embed이 주는 벡터: 신경망, 정적 단어 벡터 또는 둘 다 (기본: 원본에 따름)',
      ),
    ).choices([...EMBEDS]),
  );
  command.option(
    '--static <dir>',
    wording(
      'a run of train contrast whose static vectors are laid beside the network',
      '신경망 옆에 둘 정적 벡터를 학습한 train contrast 폴더',
    ),
  );
  const formats = [...ENCODER_FORMATS, ...GGUF_FORMATS];
  withOut(command, wording, formats).action(async (source: string, options: ExportOptions, self: Command) => {
    const { format, embeds, static: words } = options;
    if (isRunFolder(source) && familyOfRun(source) === 'decoder') return exportDecoderRun(source, options, self);
    if (isGguf(format)) return exportGguf(source, { ...options, format }, self);
    const network = isRunFolder(source) ? runSource(source, options) : folderSource(source, options);
    const saved = words === undefined ? network : withStaticVectors(network, words);
    await save({ ...saved, ...(embeds && { embeds }) }, { ...options, format }, self);
  });
}

function runSource(source: string, { tokenizer = SHIPPED_TOKENIZER, licence }: Origin): SavedEncoder {
  return encoderOfRun(source, { tokenizer, licence: licence ?? null });
}

function folderSource(source: string, { tokenizer, licence }: Origin): SavedEncoder {
  const { config, classes, card, tensors, staticVectors, embeds, terms } = openEncoderFolder(source);
  return {
    config,
    classes,
    tensors: tensors(),
    tokenizer: tokenizer ?? tokenizerPath(source),
    cased: isCased(source),
    licence: licence ?? card?.licence ?? null,
    made: card?.made ?? {},
    staticVectors: staticVectors(),
    terms: terms(),
    embeds,
  };
}

function withStaticVectors(network: SavedEncoder, run: string): SavedEncoder {
  const { staticVectors, made } = staticVectorsOf(run, network.tokenizer);
  return { ...network, staticVectors: staticVectors ?? null, embeds: 'both', made: { ...network.made, ...made } };
}

interface ImportOptions extends OutOptions {
  readonly uncased: boolean;
}

function registerImport(model: Command, wording: Wording): void {
  const command = model
    .command('import')
    .argument(
      '<folder>',
      wording(
        "a TensorFlow checkpoint of a BERT with its configuration and vocabulary, or Hugging Face's folder",
        '설정과 어휘집이 있는 TensorFlow BERT 체크포인트 또는 Hugging Face 폴더',
      ),
    )
    .option('--uncased', wording('the vocabulary has no capital letters', '소문자 어휘집'), false)
    .description(wording('take over an encoder that was trained elsewhere', '다른 곳에서 학습한 인코더 가져오기'));
  withOut(command, wording, ENCODER_FORMATS).action(async (folder: string, options: ImportOptions, self: Command) => {
    const { tokenizer, licence, uncased } = options;
    const chosen = { tokenizer: tokenizer ?? null, licence: licence ?? null, cased: !uncased };
    await save(importEncoder(folder, chosen), options, self);
  });
}

function withOut(command: Command, wording: Wording, formats: readonly string[]): Command {
  return command
    .requiredOption(
      '--out <dir>',
      wording('folder to write; a model in it is replaced', '저장할 폴더. 있던 모델은 바뀜'),
    )
    .addOption(
      new Option('--format <format>', wording('form of the weights', '가중치 형식')).choices(formats).default('hf'),
    )
    .option(
      '--tokenizer <path>',
      wording(
        'tokenizer folder or vocab.txt, where the source holds none',
        '원본에 없을 때 쓸 토크나이저 폴더 또는 vocab.txt',
      ),
    )
    .option(
      '--licence <name>',
      wording('licence of the weights, e.g. Apache-2.0', '가중치의 라이선스, 예: Apache-2.0'),
    );
}

const isGguf = (format: string): format is GgufFormat => GGUF_FORMATS.some((one) => one === format);

/** A run's decoder as Hugging Face's folder, or by way of one as GGUF. */
async function exportDecoderRun(source: string, options: ExportOptions, self: Command): Promise<void> {
  const { out, format, tokenizer = SHIPPED_TOKENIZER, licence = null } = options;
  const model = decoderOfRun(source, { tokenizer, licence });
  if (isGguf(format)) {
    const beside = mkdtempSync(join(tmpdir(), 'simsa-decoder-'));
    try {
      saveDecoder(beside, model);
      return await exportGguf(beside, { out, format }, self);
    } finally {
      rmSync(beside, { recursive: true });
    }
  }
  if (format !== 'hf') throw new SimsaError('usage.bad-option', { option: '--format', reason: DECODER_FORMATS });
  const { json, language } = readSettings(self.optsWithGlobals<GlobalOptions>());
  const { parameters, hash } = saveDecoder(out, model);
  if (json) return printJson({ path: out, format, parameters, hash });
  saySaved(out, parameters, wordingIn(language));
}

async function exportGguf(
  source: string,
  { out, format }: { readonly out: string; readonly format: GgufFormat },
  self: Command,
): Promise<void> {
  const { json, language } = readSettings(self.optsWithGlobals<GlobalOptions>());
  const words = wordingIn(language);
  const { path, parameters, hash, named } = saveGguf(source, out, format);
  if (json) return printJson({ path, format, parameters, hash, named });
  saySaved(path, parameters, words);
  if (named) return;
  say(
    words(
      'No tokenizer of Simsa stands beside the model: the file knows tokens by their numbers only.',
      '모델 옆에 Simsa 토크나이저가 없어, 파일의 토큰은 번호로만 구별됩니다.',
    ),
  );
}

async function save(model: SavedEncoder, { out, format }: OutOptions, self: Command): Promise<void> {
  const { json, language } = readSettings(self.optsWithGlobals<GlobalOptions>());
  const { parameters, hash } = saveEncoder(out, model, format);
  if (json) await printJson({ path: out, format, parameters, hash });
  else saySaved(out, parameters, wordingIn(language));
}

function saySaved(path: string, parameters: number, wording: Wording): void {
  const count = parameters.toLocaleString('en');
  say(wording(`Saved ${path} (${count} parameters).`, `저장: ${path} (매개변수 ${count}개)`));
}

function registerInfo(model: Command, wording: Wording): void {
  model
    .command('info')
    .argument(
      '[dir]',
      wording('folder of the model (default: the one that ships)', '모델 폴더 (기본: 내장)'),
      SHIPPED_MODEL,
    )
    .description(
      wording('what a model is: parameters, configuration, licence, hash', '모델의 매개변수, 설정, 라이선스, 해시'),
    )
    .action(async (dir: string, _options: unknown, self: Command) => {
      const { json, language } = readSettings(self.optsWithGlobals<GlobalOptions>());
      const description = describeModel(dir);
      if (json) await printJson(description);
      else printDescription(description, wordingIn(language));
    });
}

function printDescription(model: ModelDescription, wording: Wording): void {
  const row = (name: string, value: string) => `${name.padEnd(14)} ${value}`;
  const unknown = wording('not known', '알 수 없음');
  printLines(
    row(wording('model', '모델'), `${model.path} (${model.kind}, ${model.format})`),
    row(wording('parameters', '매개변수'), model.parameters.toLocaleString('en')),
    row(wording('licence', '라이선스'), model.licence ?? unknown),
    row(wording('hash', '해시'), model.hash),
    row(wording('tokenizer', '토크나이저'), model.tokenizer ?? unknown),
    row(wording('can', '기능'), model.can.join(', ')),
    ...(model.embeds ? [row(wording('embeds', '벡터'), model.embeds)] : []),
    ...(model.classes ? [row(wording('classes', '클래스'), model.classes.labels.join(', '))] : []),
    wording('configuration', '설정'),
    ...Object.entries(model.configuration).map(([name, value]) => `  ${name.padEnd(18)} ${value}`),
    ...Object.entries(model.made).map(([name, value]) => `  ${name.padEnd(18)} ${JSON.stringify(value)}`),
  );
}
