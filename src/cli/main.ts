#!/usr/bin/env node
import { Command, CommanderError } from 'commander';
import { type ErrorRecord, toSimsaError } from '../core/index.js';
import { VERSION } from '../simsa.js';
import { registerApplication } from './commands/application.js';
import { registerAsk } from './commands/ask.js';
import { registerDoctor } from './commands/doctor.js';
import { registerImport } from './commands/import.js';
import { registerIndex } from './commands/index-store.js';
import { registerMcp } from './commands/mcp.js';
import { registerRead } from './commands/read.js';
import { registerSearch } from './commands/search.js';
import { registerServe } from './commands/serve.js';
import { readSettings } from './context.js';
import { say } from './terminal.js';

const EXIT_CODES = `
Exit codes: 0 done, 1 a fault of Simsa itself, 2 wrong use, 3 bad input, 4 not found, 5 store or index, 6 another server, 130 interrupted.
Settings: a flag, then SIMSA_STORE, SIMSA_LANG, SIMSA_GENERATOR, SIMSA_MODEL, SIMSA_TOKEN, then simsa.config.json, then the default.`;

function build(): Command {
  const program = new Command('simsa')
    .description("A patent office's search, cited answers and examination, in Korean and English.")
    .version(VERSION)
    .option('--store <dir>', 'folder of the store (default ~/.simsa)')
    .option('--json', 'print records as JSON')
    .option('--lang <ko|en>', 'language of messages')
    .option('--generator <url>', 'OpenAI-compatible server that writes answers; its key in SIMSA_GENERATOR_KEY')
    .option('--model <name>', "the generator's model (default: the first it lists)")
    .addHelpText('after', EXIT_CODES)
    .showHelpAfterError()
    .exitOverride();
  for (const register of [
    registerImport,
    registerIndex,
    registerSearch,
    registerAsk,
    registerApplication,
    registerRead,
    registerServe,
    registerMcp,
    registerDoctor,
  ]) {
    register(program);
  }
  // Options such as --json are understood after the command's name as well as before it.
  for (const command of program.commands) {
    command.exitOverride();
    for (const option of program.options) if (option.long !== '--version') command.addOption(option);
  }
  return program;
}

async function main(): Promise<void> {
  const program = build();
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(0);
    throw error;
  });
  try {
    await program.parseAsync();
  } catch (thrown) {
    if (thrown instanceof CommanderError) process.exitCode = thrown.exitCode === 0 ? 0 : 2;
    else fail(thrown);
  }
}

function fail(thrown: unknown): void {
  if (thrown instanceof Error && thrown.name === 'AbortError') {
    process.exitCode = 130;
    return;
  }
  const error = toSimsaError(thrown);
  const json = process.argv.includes('--json');
  say(json ? JSON.stringify({ error }) : describeError(error.toRecord(messageLanguage())));
  if (error.code === 'internal' && process.env.SIMSA_DEBUG)
    say(String(error.cause instanceof Error ? error.cause.stack : error.stack));
  process.exitCode = error.exitCode;
}

function messageLanguage(): 'ko' | 'en' {
  const at = process.argv.indexOf('--lang');
  try {
    return readSettings({ lang: at < 0 ? undefined : process.argv[at + 1] }).language;
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

await main();
