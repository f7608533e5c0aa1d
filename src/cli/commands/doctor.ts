import type { Command } from 'commander';
import { type GlobalOptions, withSimsa } from '../context.js';
import { formatBytes, printJson, printLines } from '../terminal.js';

export function registerDoctor(program: Command): void {
  program
    .command('doctor')
    .description('say what the store holds and whether everything is sound')
    .option('--deep', 'read every page of the store')
    .action(async (options: { deep?: boolean }, self: Command) => {
      await withSimsa(self.optsWithGlobals<GlobalOptions>(), 'read', async ({ simsa, settings }) => {
        const health = await simsa.doctor({ deep: options.deep ?? false });
        if (settings.json) printJson(health);
        else {
          printLines(
            `Simsa ${health.versions.simsa} on Node ${health.versions.node}`,
            `store  ${health.store.path}  ${formatBytes(health.store.bytes)}  ${health.store.ok ? 'sound' : 'DAMAGED'}`,
            `       ${health.publications.toLocaleString('en')} publications, ${health.paragraphs.toLocaleString('en')} paragraphs, ${health.rejected.toLocaleString('en')} rejected records`,
            `index  ${health.index.ok ? 'up to date' : (health.index.reason ?? `behind by ${health.index.behind} publications: simsa index`)}`,
            `generator  ${health.generator ? `${health.generator.url} ${health.generator.model ?? ''}` : 'none: answers are quoted from the documents'}`,
          );
        }
        if (!health.healthy) process.exitCode = 5;
      });
    });
}
