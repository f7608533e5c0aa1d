import { createReadStream, statSync } from 'node:fs';
import type { Command } from 'commander';
import { SimsaError } from '../../core/index.js';
import { analyseText, type UserReject } from '../../workshop.js';
import { type GlobalOptions, type Task, withSignal } from '../context.js';
import { unreadable } from '../input.js';
import { wholeNumber } from '../options.js';
import { ProgressLine, printText, say } from '../terminal.js';
import type { Wording } from '../wording.js';

/** From this size on a file is worth two threads. */
const LARGE = 4_000_000;
/** So many lines left out of a user dictionary are told one by one. */
const TOLD = 10;

interface MorphemesOptions {
  readonly userDictionary?: string;
  readonly threads?: number;
}

export function registerMorphemes(program: Command, wording: Wording): void {
  program
    .command('morphemes')
    .argument('[file]', wording('a text (default: standard input)', '텍스트 파일 (기본: 표준 입력)'))
    .option(
      '--user-dictionary <file>',
      wording(
        "words to add: MeCab's CSV, or what `dictionary build` makes",
        '추가할 낱말: MeCab CSV, 또는 `dictionary build`의 결과',
      ),
    )
    .option(
      '--threads <n>',
      wording(
        'worker threads, 0 for none (default: 2 for large files)',
        '작업 스레드 수, 0은 없음 (큰 파일의 기본: 2)',
      ),
      wholeNumber(0, 64),
    )
    .description(
      wording(
        'divide Korean text into morphemes as MeCab-ko does, a line of output for each line',
        'MeCab-ko와 같은 형태소 분석, 한 줄에 한 줄씩 출력',
      ),
    )
    .action(async (file: string | undefined, options: MorphemesOptions, self: Command) => {
      await withSignal(self.optsWithGlobals<GlobalOptions>(), (task) => printMorphemes(task, file, options));
    });
}

async function printMorphemes(
  { settings, signal, wording }: Task,
  file: string | undefined,
  options: MorphemesOptions,
) {
  const { userDictionary } = options;
  const total = file === undefined || file === '-' ? null : sizeOf(file);
  const rejects = new RejectTeller(wording);
  const progress = new ProgressLine();
  let done = 0;
  const bytes = counted(openText(file), (size) => (done += size));
  const results = analyseText(bytes, {
    form: settings.json ? 'json' : 'text',
    threads: options.threads ?? ((total ?? 0) >= LARGE ? 2 : 0),
    signal,
    onReject: (reject) => rejects.tell(reject),
    ...(userDictionary === undefined ? {} : { userDictionary }),
  });
  for await (const result of results) {
    await printText(result);
    progress.show({ stage: 'morphemes', done, total, unit: 'bytes' });
  }
  progress.clear();
  rejects.close();
}

function sizeOf(file: string): number {
  const stats = statSync(file, { throwIfNoEntry: false });
  if (!stats) throw new SimsaError('input.not-found', { path: file }, { file });
  return stats.size;
}

async function* openText(file: string | undefined): AsyncGenerator<Uint8Array> {
  if (file === undefined || file === '-') {
    if (process.stdin.isTTY) throw new SimsaError('usage.no-input');
    yield* process.stdin;
    return;
  }
  try {
    yield* createReadStream(file);
  } catch (thrown) {
    throw unreadable(file, thrown);
  }
}

async function* counted(bytes: AsyncIterable<Uint8Array>, count: (bytes: number) => void): AsyncGenerator<Uint8Array> {
  for await (const chunk of bytes) {
    count(chunk.length);
    yield chunk;
  }
}

/** Tells on standard error which lines of a user dictionary were left out, the first few by name. */
export class RejectTeller {
  #count = 0;

  constructor(readonly wording: Wording) {}

  get count(): number {
    return this.#count;
  }

  tell({ line, message, text }: UserReject): void {
    if (++this.#count <= TOLD)
      say(this.wording(`line ${line} left out: ${message}: ${text}`, `${line}번째 줄 제외: ${message}: ${text}`));
  }

  close(): void {
    if (this.#count <= TOLD) return;
    const count = this.#count.toLocaleString('en');
    say(this.wording(`${count} lines of the user dictionary left out`, `사용자 사전에서 ${count}줄 제외`));
  }
}
