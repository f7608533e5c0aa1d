import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { vi } from 'vitest';
import { runCommandLine } from '../../src/cli/program.js';

export const ROOT = fileURLToPath(new URL('../..', import.meta.url));
export const SAMPLES = fileURLToPath(new URL('../../samples/publications', import.meta.url));
export const APPLICATIONS = fileURLToPath(new URL('../../samples/applications', import.meta.url));

export interface Outcome {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Settings of the person who runs the tests must not reach them. */
const BARE = {
  SIMSA_STORE: undefined,
  SIMSA_LANG: 'en',
  SIMSA_GENERATOR: undefined,
  SIMSA_GENERATOR_MODEL: undefined,
  SIMSA_TOKEN: undefined,
  SIMSA_GENERATOR_KEY: undefined,
};

type Environment = Readonly<Record<string, string | undefined>>;

/** Runs a command line in this process, as `main.ts` does, and gathers what it prints. */
export async function simsa(words: readonly string[], environment: Environment = {}): Promise<Outcome> {
  let [out, err] = ['', ''];
  const outSpy = vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    out += typeof text === 'string' ? text : Buffer.from(text).toString();
    return true;
  });
  const errSpy = vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
    err += String(text);
    return true;
  });
  const before = process.exitCode;
  const restore = setEnvironment({ ...BARE, ...environment });
  process.exitCode = undefined;
  try {
    await runCommandLine(words);
    return { code: Number(process.exitCode ?? 0), out, err };
  } finally {
    process.exitCode = before;
    restore();
    outSpy.mockRestore();
    errSpy.mockRestore();
  }
}

function setEnvironment(values: Environment): () => void {
  const before = Object.fromEntries(Object.keys(values).map((name) => [name, process.env[name]]));
  const assign = (all: Environment) => {
    for (const [name, value] of Object.entries(all)) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
  };
  assign(values);
  return () => assign(before);
}

/** The one record that a command with `--json` prints. Fails on anything else on standard output. */
export async function json<T = unknown>(words: readonly string[], environment: Environment = {}): Promise<T> {
  const { code, out, err } = await simsa([...words, '--json'], environment);
  if (code !== 0) throw new Error(`${words.join(' ')} ended with ${code}: ${err}`);
  const lines = out.trimEnd().split('\n');
  if (lines.length !== 1) throw new Error(`${words.join(' ')} printed ${lines.length} lines`);
  return JSON.parse(lines[0]!);
}

/** Starts the program as a process of its own. */
export function start(words: readonly string[], environment: Environment = {}): ChildProcessWithoutNullStreams {
  return spawn(process.execPath, [...PROGRAM, ...words], {
    cwd: ROOT,
    env: { ...process.env, ...BARE, ...environment },
  });
}

/** Arguments of Node that run the program. */
export const PROGRAM = ['--import', 'tsx', fileURLToPath(new URL('../../src/cli/main.ts', import.meta.url))];

/** What a process printed, once it has ended. */
export async function ended(child: ChildProcessWithoutNullStreams): Promise<Outcome> {
  let [out, err] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    out += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    err += text;
  });
  const [code, signal] = (await once(child, 'close')) as [number | null, string | null];
  if (code === null) throw new Error(`ended by ${signal}: ${err}`);
  return { code, out, err };
}

/** The first match in what a stream says. */
export async function heard(stream: NodeJS.ReadableStream, pattern: RegExp): Promise<RegExpExecArray> {
  let text = '';
  for await (const piece of stream) {
    text += String(piece);
    const match = pattern.exec(text);
    if (match) return match;
  }
  throw new Error(`never said ${pattern}: ${text}`);
}
