import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import { z } from 'zod';
import { SimsaError } from '../core/index.js';
import { type GeneratorSettings, openSimsa, type Simsa } from '../simsa.js';

/** Options that every command takes. */
export interface GlobalOptions {
  readonly store?: string;
  readonly json?: boolean;
  readonly lang?: string;
  readonly generator?: string;
  readonly model?: string;
}

const ConfigFile = z.strictObject({
  store: z.string().optional(),
  generator: z.string().optional(),
  model: z.string().optional(),
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
  const file = readConfigFile('simsa.config.json');
  const url = options.generator ?? environment.SIMSA_GENERATOR ?? file.generator;
  const model = options.model ?? environment.SIMSA_MODEL ?? file.model ?? null;
  const language = options.lang ?? environment.SIMSA_LANG ?? file.lang ?? systemLanguage(environment);
  if (language !== 'ko' && language !== 'en')
    throw new SimsaError('usage.bad-option', { option: '--lang', reason: 'ko or en' });
  return {
    store: path.resolve(options.store ?? environment.SIMSA_STORE ?? file.store ?? path.join(homedir(), '.simsa')),
    json: options.json ?? false,
    language,
    generator: url ? { url, model } : null,
  };
}

function systemLanguage(environment: NodeJS.ProcessEnv): 'ko' | 'en' {
  return /^ko/i.test(environment.LC_ALL ?? environment.LC_MESSAGES ?? environment.LANG ?? '') ? 'ko' : 'en';
}

function readConfigFile(name: string): z.infer<typeof ConfigFile> {
  let text: string;
  try {
    text = readFileSync(name, 'utf8');
  } catch {
    return {};
  }
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch (thrown) {
    throw new SimsaError('input.unreadable', { path: name, reason: String(thrown) }, { file: name });
  }
  const config = ConfigFile.safeParse(data);
  if (!config.success)
    throw new SimsaError('input.unreadable', { path: name, reason: z.prettifyError(config.error) }, { file: name });
  return config.data;
}

/** What a command's action gets. */
export interface Run {
  readonly simsa: Simsa;
  readonly settings: Settings;
  /** Aborted by the first Ctrl-C; the second one ends the process at once. */
  readonly signal: AbortSignal;
}

/** Opens Simsa for one command and closes it whatever happens. */
export async function withSimsa(
  options: GlobalOptions,
  access: 'read' | 'write',
  action: (run: Run) => Promise<void>,
): Promise<void> {
  const settings = readSettings(options);
  const { signal, stop } = interruptSignal();
  const simsa = await openSimsa({ store: settings.store, readOnly: access === 'read', generator: settings.generator });
  try {
    await action({ simsa, settings, signal });
  } finally {
    stop();
    await simsa.close();
  }
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
