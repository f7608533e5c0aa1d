import { availableParallelism } from 'node:os';
import { type Command, Option } from 'commander';
import { SimsaError } from '../../core/index.js';
import { type Encoder, openEncoder, SHIPPED_MODEL } from '../../workshop.js';
import { linesOf } from '../batch.js';
import { type GlobalOptions, withSignal } from '../context.js';
import { wholeNumber } from '../options.js';
import { bold, dim, printJson, printLines, say } from '../terminal.js';
import type { Wording } from '../wording.js';

interface UseOptions {
  readonly model: string;
  readonly threads: number;
}

/** Adds `embed` and `fill` to the commands of models. */
export function registerModelUse(model: Command, wording: Wording): void {
  registerEmbed(model, wording);
  registerFill(model, wording);
}

export function modelOption(wording: Wording): Option {
  return new Option(
    '--model <dir>',
    wording('folder of the model (default: the one that ships)', '모델 폴더 (기본: 내장)'),
  ).default(SHIPPED_MODEL, 'models/simsa-mini');
}

/** Texts that are handed over together. */
const TOGETHER = 256;

function registerEmbed(model: Command, wording: Wording): void {
  model
    .command('embed')
    .argument('[file]', wording('one text a line; standard input without it', '한 줄에 글 하나. 없으면 표준 입력'))
    .addOption(modelOption(wording))
    .option('--threads <n>', wording('threads', '스레드 수'), wholeNumber(1), availableParallelism())
    .description(wording('the vector of each line, of length one', '줄마다 길이 1의 벡터'))
    .action(async (file: string | undefined, options: UseOptions, self: Command) => {
      await withSignal(self.optsWithGlobals<GlobalOptions>(), async ({ settings, signal, wording: words }) => {
        const cut = await withEncoder(options, (encoder) => embedLines(encoder, file ?? '-', { ...settings, signal }));
        if (cut > 0)
          say(
            words(
              `${cut} texts are longer than the model reads; they were cut.`,
              `${cut}개의 글은 모델이 읽는 길이를 넘어 잘랐습니다.`,
            ),
          );
      });
    });
}

/** @returns how many texts were cut. */
async function embedLines(
  encoder: Encoder,
  file: string,
  { json, signal }: { readonly json: boolean; readonly signal: AbortSignal },
): Promise<number> {
  let cut = 0;
  let waiting: string[] = [];
  const print = async () => {
    for (const embedding of await encoder.embed(waiting)) {
      const values = Array.from(embedding.vector, (value) => Number(value.toPrecision(7)));
      if (embedding.cut) cut++;
      if (json) await printJson(values);
      else printLines(values.join('\t'));
    }
    waiting = [];
  };
  for await (const line of linesOf(file)) {
    if (signal.aborted) return cut;
    waiting.push(line.replace(/^\ufeff|\r$/g, ''));
    if (waiting.length === TOGETHER) await print();
  }
  await print();
  return cut;
}

function registerFill(model: Command, wording: Wording): void {
  model
    .command('fill')
    .argument('<text>', wording('a text with [MASK] where a word is wanted', '단어를 찾을 자리에 [MASK]를 쓴 글'))
    .addOption(modelOption(wording))
    .option('-n, --limit <n>', wording('candidates to show', '보여 줄 후보 수'), wholeNumber(1, 1000), 5)
    .description(wording('words for each [MASK], with their probabilities', '[MASK]마다 후보 단어와 확률'))
    .action(async (text: string, options: UseOptions & { limit: number }, self: Command) => {
      await withSignal(self.optsWithGlobals<GlobalOptions>(), async ({ settings }) => {
        const { limit } = options;
        const masks = await withEncoder({ ...options, threads: 1 }, (encoder) => encoder.fill(text, { limit }));
        const candidates = masks.flatMap((words, at) => words.map((word) => ({ mask: at + 1, ...word })));
        if (settings.json) await printJson({ text, candidates });
        else
          for (const { mask, word, token, probability } of candidates) {
            // Two tokens may read the same: one begins a word, one goes on with the word before.
            const alike = candidates.filter((other) => other.mask === mask && other.word === word).length > 1;
            const beside = alike ? `  ${dim(token)}` : '';
            printLines(`${dim(String(mask))}  ${probability.toFixed(4)}  ${bold(word || token)}${beside}`);
          }
      });
    });
}

export async function withEncoder<Result>(
  { model, threads }: UseOptions,
  use: (encoder: Encoder) => Promise<Result>,
): Promise<Result> {
  if (model === '') throw new SimsaError('usage.bad-option', { option: '--model', reason: '""' });
  const encoder = await openEncoder(model, { threads });
  try {
    return await use(encoder);
  } finally {
    await encoder.close();
  }
}
