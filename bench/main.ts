/**
 * `npm run bench -- NAME… [--data DIR] [--store DIR] [--model DIR]… [--look] [--workers N] [--megabytes N]`: runs bench/NAME.ts, prints its table and
 * writes bench/results/NAME.json with the machine and the commit it was measured on.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import type { Bench, BenchOptions, Measurement } from './types.js';

const RESULTS = fileURLToPath(new URL('./results/', import.meta.url));

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    data: { type: 'string' },
    store: { type: 'string' },
    model: { type: 'string', multiple: true, default: [] },
    look: { type: 'boolean', default: false },
    workers: { type: 'string', default: '2' },
    megabytes: { type: 'string', default: '500' },
  },
});

const options: BenchOptions = {
  data: values.data ?? null,
  store: values.store ?? null,
  models: values.model,
  look: values.look,
  workers: Number(values.workers),
  megabytes: Number(values.megabytes),
};

if (positionals.length === 0) throw new Error('Name at least one bench, e.g. import.');
for (const name of positionals) {
  const { run } = (await import(`./${name}.ts`)) as Bench;
  const measurements = await run(options);
  print(name, measurements);
  write(name, measurements);
}

function print(name: string, measurements: readonly Measurement[]): void {
  console.log(`\n${name}`);
  console.table(
    measurements.map(({ what, value, unit, aim }) => ({ what, value: `${value} ${unit}`, aim: aim ?? '' })),
  );
}

function write(name: string, measurements: readonly Measurement[]): void {
  mkdirSync(RESULTS, { recursive: true });
  const machine = { cores: cpus().length, model: cpus()[0]?.model ?? '', memory: totalmem(), node: process.version };
  // Which folder it was is nobody's business; that there was one decides what was measured.
  const given = {
    ...options,
    data: options.data !== null,
    store: options.store !== null,
    models: options.models.length,
  };
  const record = { name, date: new Date().toISOString(), commit: commit(), machine, options: given, measurements };
  writeFileSync(`${RESULTS}${name}.json`, `${JSON.stringify(record, null, 2)}\n`);
}

function commit(): string {
  return execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim();
}
