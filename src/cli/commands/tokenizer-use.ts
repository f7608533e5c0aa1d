import { once } from 'node:events';
import { createReadStream, writeFileSync } from 'node:fs';
import { type Command, Option } from 'commander';
import { SimsaError } from '../../core/index.js';
import {
  huggingFaceTokenizer,
  linesOf,
  measureTokenizer,
  openTokenizer,
  readLines,
  readTokenizer,
  SHIPPED_TOKENIZER,
  type Tokenizer,
  writeVocabularyText,
} from '../../workshop.js';
import { type GlobalOptions, type Task, withSignal } from '../context.js';
import { unreadable } from '../input.js';
import { printJson, printLines } from '../terminal.js';
import type { Wording } from '../wording.js';

interface UseOptions {
  readonly tokenizer: string;
  readonly specials?: boolean;
}

/** Adds `encode`, `decode`, `compare` and `export` to the commands of the tokenizer. */
export function registerUseTokenizer(tokenizer: Command, wording: Wording): void {
  registerEncode(tokenizer, wording);
  registerDecode(tokenizer, wording);
  registerCompare(tokenizer, wording);
  registerExport(tokenizer, wording);
}

function tokenizerOption(wording: Wording): Option {
  return new Option(
    '--tokenizer <path>',
    wording(
      'tokenizer folder or vocab.txt (default: the one that ships)',
      '토크나이저 폴더 또는 vocab.txt (기본: 내장)',
    ),
  ).default(SHIPPED_TOKENIZER, 'models/tokenizer');
}

function registerEncode(tokenizer: Command, wording: Wording): void {
  tokenizer
    .command('encode')
    .argument(
      '[file]',
      wording('text, a line at a time; standard input without it', '한 줄씩 읽을 텍스트. 없으면 표준 입력'),
    )
    .addOption(tokenizerOption(wording))
    .option('--specials', wording('add [CLS] and [SEP]', '[CLS]와 [SEP] 추가'))
    .description(
      wording(
        'the tokens of each line; with --json one {"ids","tokens","offsets"} a line',
        '줄마다 토큰을 출력. --json이면 한 줄에 {"ids","tokens","offsets"} 하나',
      ),
    )
    .action(async (file: string | undefined, options: UseOptions, self: Command) => {
      await withSignal(self.optsWithGlobals<GlobalOptions>(), (task) => encode(task, file, options));
    });
}

async function encode({ settings, signal }: Task, file: string | undefined, options: UseOptions): Promise<void> {
  const tokenizer = openTokenizer(options.tokenizer);
  for await (const line of inputLines(file)) {
    signal.throwIfAborted();
    const encoded = encodeLine(tokenizer, line, options.specials ?? false);
    if (settings.json) await printJson(encoded);
    else await printText(encoded.tokens.join(' '));
  }
}

function encodeLine(tokenizer: Tokenizer, line: string, specials: boolean) {
  const { ids, offsets } = tokenizer.encode(line, { specials });
  return {
    ids: Array.from(ids),
    tokens: Array.from(ids, (id) => tokenizer.token(id)),
    offsets: Array.from(ids, (_, i) => [offsets[2 * i]!, offsets[2 * i + 1]!]),
  };
}

function registerDecode(tokenizer: Command, wording: Wording): void {
  tokenizer
    .command('decode')
    .argument(
      '[file]',
      wording('one {"ids"} a line; standard input without it', '한 줄에 {"ids"} 하나. 없으면 표준 입력'),
    )
    .addOption(tokenizerOption(wording))
    .description(wording('the text of ids', 'id를 텍스트로'))
    .action(async (file: string | undefined, options: UseOptions, self: Command) => {
      await withSignal(self.optsWithGlobals<GlobalOptions>(), async ({ settings, signal }) => {
        const opened = openTokenizer(options.tokenizer);
        let number = 0;
        for await (const line of inputLines(file)) {
          signal.throwIfAborted();
          number++;
          if (line.trim() === '') continue;
          const text = opened.decode(idsOf(line, file, number));
          if (settings.json) await printJson({ text });
          else await printText(text);
        }
      });
    });
}

function idsOf(line: string, file: string | undefined, number: number): number[] {
  const where = { file: file ?? 'standard input', line: number };
  let record: unknown;
  try {
    record = JSON.parse(line);
  } catch (thrown) {
    throw new SimsaError('tokenizer.bad-ids', { reason: String(thrown) }, where);
  }
  const ids = Array.isArray(record) ? record : (record as { ids?: unknown } | null)?.ids;
  if (Array.isArray(ids) && ids.every((id) => typeof id === 'number')) return ids;
  throw new SimsaError('tokenizer.bad-ids', { reason: 'there is no list of numbers "ids"' }, where);
}

function registerCompare(tokenizer: Command, wording: Wording): void {
  tokenizer
    .command('compare')
    .argument('<file>', wording('text, or JSON lines, or a folder', '텍스트, JSON 줄 파일, 또는 폴더'))
    .argument('<tokenizers...>', wording('tokenizer folders and vocab.txt', '토크나이저 폴더와 vocab.txt'))
    .description(
      wording('what tokenizers make of one text: bytes a token, unknown, use', '여러 토크나이저를 한 텍스트로 비교'),
    )
    .action(async (file: string, paths: string[], _options: unknown, self: Command) => {
      await withSignal(self.optsWithGlobals<GlobalOptions>(), async ({ settings, signal }) => {
        const lines: string[] = [];
        for await (const line of readLines([file])) lines.push(line);
        for (const path of paths) {
          signal.throwIfAborted();
          const figures = { tokenizer: path, ...measureTokenizer(openTokenizer(path), lines) };
          if (settings.json) await printJson(figures);
          else printFigures(figures);
        }
      });
    });
}

function printFigures({
  tokenizer,
  ...figures
}: { tokenizer: string } & Readonly<Record<string, number | string>>): void {
  const shown = Object.entries(figures).map(([name, value]) => {
    const number =
      typeof value === 'number' && !Number.isInteger(value) ? value.toFixed(4) : value.toLocaleString('en');
    return `  ${name.padEnd(16)} ${number}`;
  });
  printLines(tokenizer, ...shown);
}

interface ExportOptions extends UseOptions {
  readonly format: 'vocab' | 'hf' | 'pretokenised';
  readonly out?: string;
}

function registerExport(tokenizer: Command, wording: Wording): void {
  tokenizer
    .command('export')
    .argument('[file]', wording('text for --format pretokenised', '--format pretokenised에 쓸 텍스트'))
    .addOption(tokenizerOption(wording))
    .addOption(
      new Option(
        '--format <format>',
        wording(
          'vocab.txt, tokenizer.json of Hugging Face, or a text cut into units for either',
          'vocab.txt, Hugging Face tokenizer.json, 또는 그에 넣을 단위로 나눈 텍스트',
        ),
      )
        .choices(['vocab', 'hf', 'pretokenised'])
        .makeOptionMandatory(),
    )
    .option('--out <file>', wording('file to write; standard output without it', '출력 파일. 없으면 표준 출력'))
    .description(wording('write a tokenizer for other programs', '다른 프로그램용으로 내보내기'))
    .action(async (file: string | undefined, options: ExportOptions, self: Command) => {
      await withSignal(self.optsWithGlobals<GlobalOptions>(), () => exportAs(file, options));
    });
}

async function exportAs(file: string | undefined, { format, tokenizer, out }: ExportOptions): Promise<void> {
  if (format === 'pretokenised') return exportText(file, tokenizer, out);
  const data = readTokenizer(tokenizer);
  const text = format === 'vocab' ? writeVocabularyText(data) : `${JSON.stringify(huggingFaceTokenizer(data))}\n`;
  if (out === undefined) process.stdout.write(text);
  else write(out, text);
}

async function exportText(file: string | undefined, path: string, out: string | undefined): Promise<void> {
  const tokenizer = openTokenizer(path);
  const lines: string[] = [];
  for await (const line of inputLines(file)) {
    if (out === undefined) await printText(tokenizer.pretokenise(line));
    else lines.push(tokenizer.pretokenise(line));
  }
  if (out !== undefined) write(out, lines.map((line) => `${line}\n`).join(''));
}

function write(path: string, text: string): void {
  try {
    writeFileSync(path, text);
  } catch (thrown) {
    throw new SimsaError('tokenizer.cannot-write', { path, reason: String(thrown) }, { file: path });
  }
}

async function* inputLines(file: string | undefined): AsyncGenerator<string> {
  const input = file === undefined || file === '-' ? process.stdin : createReadStream(file);
  try {
    yield* linesOf(input);
  } catch (thrown) {
    throw unreadable(file ?? '-', thrown);
  }
}

async function printText(text: string): Promise<void> {
  if (!process.stdout.write(`${text}\n`)) await once(process.stdout, 'drain');
}
