import { availableParallelism } from 'node:os';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { SimsaError } from '../../core/index.js';
import { type Decoder, type DecoderPrecision, type Ending, openDecoder, openDecoderFolder } from '../../workshop.js';
import { type GlobalOptions, withSignal } from '../context.js';
import { wholeNumber } from '../options.js';
import { printJson, printText, say } from '../terminal.js';
import { type Wording, wordingIn } from '../wording.js';

interface GenerateOptions {
  readonly model: string;
  readonly ids: boolean;
  readonly maxTokens: number;
  readonly context?: number;
  readonly temperature: number;
  readonly topP: number;
  readonly seed: number;
  readonly precision: DecoderPrecision;
  readonly threads: number;
}

/** Adds `model generate`. */
export function registerModelGenerate(model: Command, wording: Wording): void {
  model
    .command('generate')
    .argument('<text>', wording('what to go on from; with --ids numbers of tokens', '이어 쓸 글. --ids이면 토큰 번호'))
    .requiredOption('--model <dir>', wording("folder of a decoder in Llama's layout", 'Llama 형식 디코더 폴더'))
    .option(
      '--ids',
      wording(
        'read and write numbers of tokens, for a model whose tokenizer Simsa does not read',
        '토큰 번호로 입출력 (Simsa가 읽지 못하는 토크나이저의 모델용)',
      ),
      false,
    )
    .option('-n, --max-tokens <n>', wording('tokens to write', '생성할 토큰 수'), wholeNumber(1), 128)
    .option('--context <n>', contextHelp(wording), wholeNumber(2))
    .option(
      '--temperature <t>',
      wording('0: the likeliest token always', '0이면 항상 가장 확률이 높은 토큰'),
      warmth,
      0,
    )
    .option('--top-p <share>', wording('only the likeliest tokens with this share', '확률 상위 누적 비율'), share, 1)
    .option('--seed <n>', wording('the same seed gives the same text', '같은 시드는 같은 글'), wholeNumber(), 0)
    .addOption(
      new Option('--precision <precision>', wording('numbers of the weights', '가중치 정밀도'))
        .choices(['fp32', 'int8', 'int4'])
        .default('int8'),
    )
    .option('--threads <n>', wording('threads', '스레드 수'), wholeNumber(1), availableParallelism())
    .description(wording('write on from a text with a decoder', '디코더로 글 이어 쓰기'))
    .action(async (text: string, options: GenerateOptions, self: Command) => {
      await withSignal(self.optsWithGlobals<GlobalOptions>(), ({ settings, signal }) =>
        generate(text, { ...options, ...settings, signal }),
      );
    });
}

function contextHelp(wording: Wording): string {
  return wording(
    'tokens of the longest text, question and answer together (default: what the model was made for, at most 4096)',
    '입력과 출력을 합한 최대 토큰 수 (기본: 모델의 길이, 최대 4096)',
  );
}

interface Asked extends GenerateOptions {
  readonly json: boolean;
  readonly language: 'ko' | 'en';
  readonly signal: AbortSignal;
}

async function generate(text: string, options: Asked): Promise<void> {
  const words = options.ids ? numberedWords() : knownWords(options.model);
  const start = words.read(text);
  const decoder = await openDecoder(options.model, options);
  try {
    const written: number[] = [];
    const ending = await write(decoder, start, { ...options, written, words });
    if (options.json) await printJson({ text: words.write(written), ids: written, ending, read: start.length });
    else say(`\n${describeEnding(ending, wordingIn(options.language))}`);
  } finally {
    await decoder.close();
  }
}

interface Writing extends Asked {
  readonly written: number[];
  readonly words: Words;
}

/** Fills `written`, and shows it as it grows. */
async function write(decoder: Decoder, start: readonly number[], options: Writing): Promise<Ending> {
  const { json, words, written } = options;
  const tokens = decoder.generate(start, options);
  let shown = '';
  for (;;) {
    const { value, done } = await tokens.next();
    if (done) return value;
    written.push(value);
    const text = words.write(written);
    // A character of several bytes comes in several tokens; it is shown when it is whole.
    if (json || text.endsWith('\ufffd')) continue;
    await printText(text.slice(shown.length));
    shown = text;
  }
}

/** How text becomes tokens and tokens text. */
interface Words {
  read(text: string): readonly number[];
  write(ids: readonly number[]): string;
}

function knownWords(model: string): Words {
  const folder = openDecoderFolder(model);
  const tokenizer = folder.tokenizer();
  const begin = folder.beginId === null ? [] : [folder.beginId];
  return {
    read: (text) => [...begin, ...tokenizer.ids(text)],
    write: (ids) => tokenizer.decode(ids),
  };
}

function numberedWords(): Words {
  return {
    read: (text) =>
      text
        .trim()
        .split(/[\s,]+/)
        .map(tokenNumber),
    write: (ids) => ids.map((id) => `${id} `).join(''),
  };
}

function tokenNumber(text: string): number {
  const number = Number(text);
  if (text !== '' && Number.isInteger(number) && number >= 0) return number;
  throw new SimsaError('usage.bad-option', { option: '--ids', reason: `"${text}"` });
}

function describeEnding(ending: Ending, wording: Wording): string {
  if (ending === 'end') return wording('(the model ended the text)', '(모델이 글을 끝냄)');
  return ending === 'length'
    ? wording('(--max-tokens reached)', '(--max-tokens에 도달)')
    : wording('(the context is full)', '(컨텍스트가 가득 참)');
}

function warmth(text: string): number {
  const number = Number(text);
  if (text.trim() === '' || !(number >= 0 && number <= 10)) throw new InvalidArgumentError('A number from 0 to 10.');
  return number;
}

function share(text: string): number {
  const number = Number(text);
  if (!(number > 0 && number <= 1)) throw new InvalidArgumentError('A share above 0 and at most 1.');
  return number;
}
