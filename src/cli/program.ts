import { Command, CommanderError, Option } from 'commander';
import { type ErrorRecord, toSimsaError } from '../core/index.js';
import { VERSION } from '../simsa.js';
import { registerApplication } from './commands/application.js';
import { registerAsk } from './commands/ask.js';
import { registerCorpus } from './commands/corpus.js';
import { registerDictionary } from './commands/dictionary.js';
import { registerDoctor } from './commands/doctor.js';
import { registerImport } from './commands/import.js';
import { registerIndex } from './commands/index-store.js';
import { registerMcp } from './commands/mcp.js';
import { registerModel } from './commands/model.js';
import { registerMorphemes } from './commands/morphemes.js';
import { registerRead } from './commands/read.js';
import { registerSearch } from './commands/search.js';
import { registerServe } from './commands/serve.js';
import { registerTokenizer } from './commands/tokenizer.js';
import { registerTrain } from './commands/train.js';
import { readSettings } from './context.js';
import { misused } from './misuse.js';
import { say } from './terminal.js';
import { type Wording, wordingIn } from './wording.js';

/** Each adds its commands to the program, with help in the reader's language. */
const COMMANDS: readonly ((program: Command, wording: Wording) => void)[] = [
  registerImport,
  registerIndex,
  registerSearch,
  registerAsk,
  registerApplication,
  registerRead,
  registerCorpus,
  registerTokenizer,
  registerServe,
  registerModel,
  registerTrain,
  registerMcp,
  registerMorphemes,
  registerDictionary,
  registerDoctor,
];

/**
 * Runs one command line (without the program's own name). Results go to standard output, everything else
 * to standard error, and the outcome into the exit code of the process.
 */
export async function runCommandLine(words: readonly string[]): Promise<void> {
  const language = languageOfMessages(words);
  const program = buildProgram(wordingIn(language));
  if (words.length === 0) {
    program.outputHelp();
    return;
  }
  try {
    await program.parseAsync(words, { from: 'user' });
  } catch (thrown) {
    if (thrown instanceof CommanderError && thrown.exitCode === 0) return;
    const error = thrown instanceof CommanderError ? misused(thrown, language) : thrown;
    fail(error, { language, json: words.includes('--json') });
  }
}

function buildProgram(wording: Wording): Command {
  const program = new Command('simsa')
    .description(
      wording(
        "A patent office's search, cited answers and examination, in Korean and English.",
        '특허청의 검색, 근거를 밝히는 답변, 출원 심사를 한국어와 영어로.',
      ),
    )
    .version(VERSION, '-V, --version', wording('print the version', '버전을 출력'))
    .addHelpText('after', `\n${epilogue(wording)}`);
  for (const option of globalOptions(wording)) program.addOption(option);
  for (const register of COMMANDS) register(program, wording);
  for (const command of descendants(program)) {
    // Options such as --json are understood after the command's name as well as before it.
    for (const option of globalOptions(wording)) command.addOption(option);
  }
  for (const command of [program, ...descendants(program)]) inLanguage(command, wording);
  return program.helpCommand(wording('help [command]', 'help [명령]'), wording('explain a command', '명령을 설명'));
}

/** Commands and the commands within them: `corpus`, `corpus build`. */
function descendants(command: Command): readonly Command[] {
  return command.commands.flatMap((child) => [child, ...descendants(child)]);
}

function globalOptions(wording: Wording): readonly Option[] {
  return [
    new Option('--store <dir>', wording('folder of the store (default: ~/.simsa)', '저장소 폴더 (기본: ~/.simsa)')),
    new Option('--json', wording('print records as JSON', 'JSON으로 출력')),
    new Option('--lang <ko|en>', wording('language of messages', '메시지 언어')),
    new Option(
      '--generator <url>',
      wording(
        'OpenAI-compatible server that writes answers; its key in SIMSA_GENERATOR_KEY',
        '답변을 작성할 OpenAI 호환 서버. 키는 SIMSA_GENERATOR_KEY에',
      ),
    ),
    new Option(
      '--generator-model <name>',
      wording("the generator's model (default: the first it lists)", '생성기의 모델 (기본: 목록의 첫 모델)'),
    ),
  ];
}

function epilogue(wording: Wording): string {
  return wording(
    `Exit codes: 0 done, 1 a fault of Simsa itself, 2 wrong use, 3 bad input, 4 not found, 5 store or index, 6 another server, 130 interrupted.
Settings: a flag, then SIMSA_STORE, SIMSA_LANG, SIMSA_GENERATOR, SIMSA_GENERATOR_MODEL, SIMSA_TOKEN, then simsa.config.json, then the default.`,
    `종료 코드: 0 완료, 1 Simsa 내부 오류, 2 잘못된 사용, 3 잘못된 입력, 4 찾지 못함, 5 저장소 또는 색인, 6 다른 서버, 130 중단.
설정 순서: 옵션, SIMSA_STORE · SIMSA_LANG · SIMSA_GENERATOR · SIMSA_GENERATOR_MODEL · SIMSA_TOKEN 환경 변수, simsa.config.json, 기본값.`,
  );
}

/** Headings of the help in the reader's language; mistakes are thrown and told by {@link fail}. */
function inLanguage(command: Command, wording: Wording): void {
  const headings: Readonly<Record<string, string>> = {
    'Usage:': wording('Usage:', '사용법:'),
    'Options:': wording('Options:', '옵션:'),
    'Arguments:': wording('Arguments:', '인자:'),
    'Commands:': wording('Commands:', '명령:'),
  };
  command
    .helpOption('-h, --help', wording('show this help', '이 도움말을 표시'))
    .configureHelp({ styleTitle: (title) => headings[title] ?? title })
    .configureOutput({ outputError: () => {} })
    .exitOverride();
}

function fail(thrown: unknown, { language, json }: { language: 'ko' | 'en'; json: boolean }): void {
  if (thrown instanceof Error && thrown.name === 'AbortError') {
    process.exitCode = 130;
    return;
  }
  const error = toSimsaError(thrown);
  const record = error.toRecord(language);
  say(json ? JSON.stringify({ error: record }) : describeError(record));
  if (error.code === 'internal' && process.env.SIMSA_DEBUG)
    say(String(error.cause instanceof Error ? error.cause.stack : error.stack));
  process.exitCode = error.exitCode;
}

/** The language of help and errors, known before the command line is: settings that are wrong are told in English. */
function languageOfMessages(words: readonly string[]): 'ko' | 'en' {
  const at = words.findIndex((word) => word === '--lang' || word.startsWith('--lang='));
  const lang = at < 0 ? undefined : (words[at]?.split('=')[1] ?? words[at + 1]);
  try {
    return readSettings({ lang }).language;
  } catch {
    return 'en';
  }
}

function describeError({ code, message, where, hint }: ErrorRecord): string {
  const place = Object.entries(where).map(([name, value]) => `${name} ${value}`);
  return [`simsa: ${message} [${code}]`, ...(place.length > 0 ? [`  ${place.join(', ')}`] : []), `  ${hint}`].join(
    '\n',
  );
}
