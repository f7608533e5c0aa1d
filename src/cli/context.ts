import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import { z } from 'zod';
import { SimsaError } from '../core/index.js';
import { type GeneratorSettings, openSimsa, type Simsa } from '../simsa.js';
import { say } from './terminal.js';
import { type Wording, wordingIn } from './wording.js';

/** Options that every command takes. */
export interface GlobalOptions {
  readonly store?: string;
  readonly json?: boolean;
  readonly lang?: string;
  readonly generator?: string;
  readonly generatorModel?: string;
}

const ConfigFile = z.strictObject({
  store: z.string().min(1).optional(),
  generator: z.string().min(1).optional(),
  generatorModel: z.string().min(1).optional(),
  lang: z.enum(['ko', 'en']).optional(),
});

/** Settings in the order flag, environment, `simsa.config.json` in the working folder, default. */
export interface Settings {
  readonly store: string;
  readonly json: boolean;
  readonly language: 'ko' | 'en';
  readonly generator: GeneratorSettings | null;
}

export function readSettings(options: GlobalOptions, environment: NodeJS.ProcessEnv = process.env): Settings {
  if (options.store === '') throw new SimsaError('usage.bad-option', { option: '--store', reason: '""' });
  const file = readConfigFile('simsa.config.json');
  const url = options.generator ?? set(environment.SIMSA_GENERATOR) ?? file.generator;
  const model = options.generatorModel ?? set(environment.SIMSA_GENERATOR_MODEL) ?? file.generatorModel ?? null;
  const store = options.store ?? set(environment.SIMSA_STORE) ?? file.store ?? path.join(homedir(), '.simsa');
  return {
    store: path.resolve(store),
    json: options.json ?? false,
    language: languageOf(options.lang ?? set(environment.SIMSA_LANG) ?? file.lang ?? systemLanguage(environment)),
    generator: url ? { url: addressOf(url), model } : null,
  };
}

/** A variable that is set to nothing counts as not set, as in a shell's `SIMSA_STORE= simsa …`. */
function set(variable: string | undefined): string | undefined {
  return variable === '' ? undefined : variable;
}

/** An address that cannot be one is wrong use, not a generator that fails. */
function addressOf(url: string): string {
  if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol))
    throw new SimsaError('generator.bad-address', { url });
  return url;
}

function languageOf(name: string): 'ko' | 'en' {
  if (name !== 'ko' && name !== 'en')
    throw new SimsaError('usage.bad-option', { option: '--lang', reason: `"${name}" (ko | en)` });
  return name;
}

function systemLanguage(environment: NodeJS.ProcessEnv): 'ko' | 'en' {
  const locale = set(environment.LC_ALL) ?? set(environment.LC_MESSAGES) ?? environment.LANG ?? '';
  return /^ko/i.test(locale) ? 'ko' : 'en';
}

function readConfigFile(name: string): z.infer<typeof ConfigFile> {
  let text: string;
  try {
    text = readFileSync(name, 'utf8');
  } catch (thrown) {
    if ((thrown as NodeJS.ErrnoException).code === 'ENOENT') return {};
    throw unreadableConfig(name, String(thrown));
  }
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch (thrown) {
    throw unreadableConfig(name, String(thrown));
  }
  const config = ConfigFile.safeParse(data);
  if (!config.success) throw unreadableConfig(name, z.prettifyError(config.error));
  return config.data;
}

function unreadableConfig(name: string, reason: string): SimsaError {
  return new SimsaError('input.unreadable', { path: name, reason }, { file: name });
}

/** What the action of a command gets that opens Simsa. */
export interface Run extends Task {
  readonly simsa: Simsa;
}

/** What every command's action gets. */
export interface Task {
  readonly settings: Settings;
  readonly wording: Wording;
  /** Aborted by the first Ctrl-C; the second one ends the process at once. */
  readonly signal: AbortSignal;
}

/** What an interrupt does to a command: its work is lost, goes on when it is run again, or was to end like this. */
export type Interrupted = 'stops' | 'resumes' | 'ends';

/** Opens Simsa for one command and closes it whatever happens. A command that was interrupted says so and exits with 130. */
export async function withSimsa(
  options: GlobalOptions,
  access: 'read' | 'write',
  action: (run: Run) => Promise<void>,
  { interrupted = 'stops' }: { readonly interrupted?: Interrupted } = {},
): Promise<void> {
  const work = async (task: Task) => {
    const { store, generator } = task.settings;
    const simsa = await openSimsa({ store, readOnly: access === 'read', generator });
    try {
      await action({ ...task, simsa });
    } finally {
      await simsa.close();
    }
  };
  await withSignal(options, work, { interrupted });
}

/** As {@link withSimsa}, for commands that need no store. */
export async function withSignal(
  options: GlobalOptions,
  action: (task: Task) => Promise<void>,
  { interrupted = 'stops' }: { readonly interrupted?: Interrupted } = {},
): Promise<void> {
  const settings = readSettings(options);
  const { signal, stop } = interruptSignal();
  try {
    await action({ settings, wording: wordingIn(settings.language), signal });
  } finally {
    stop();
    if (signal.aborted) {
      process.exitCode = 130;
      sayInterrupted(interrupted, wordingIn(settings.language));
    }
  }
}

function sayInterrupted(interrupted: Interrupted, wording: Wording): void {
  if (interrupted === 'stops') say(wording('Interrupted.', '중단했습니다.'));
  if (interrupted === 'resumes')
    say(wording('Interrupted; run it again to go on.', '중단했습니다. 다시 실행하면 이어서 합니다.'));
}

function interruptSignal(): { signal: AbortSignal; stop: () => void } {
  const controller = new AbortController();
  const onInterrupt = () => {
    if (controller.signal.aborted) process.exit(130);
    controller.abort();
  };
  process.on('SIGINT', onInterrupt);
  process.on('SIGTERM', onInterrupt);
  return {
    signal: controller.signal,
    stop: () => {
      process.off('SIGINT', onInterrupt);
      process.off('SIGTERM', onInterrupt);
    },
  };
}
