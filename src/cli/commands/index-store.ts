import type { Command } from 'commander';
import { type GlobalOptions, withSimsa } from '../context.js';
import { ProgressLine, printJson, printLines } from '../terminal.js';

export function registerIndex(program: Command): void {
  program
    .command('index')
    .option('--rebuild', 'throw the index away and make it anew from the store')
    .description('bring the search index up to date with the store')
    .action(async (options: { rebuild?: boolean }, command: Command) => {
      await withSimsa(command.optsWithGlobals<GlobalOptions>(), 'write', async ({ simsa, settings, signal }) => {
        const line = new ProgressLine();
        for await (const event of simsa.index({ rebuild: options.rebuild ?? false, signal })) {
          if (event.type === 'progress') {
            line.show(event.progress);
            continue;
          }
          line.clear();
          const { type: _type, ...report } = event;
          if (settings.json) printJson(report);
          else
            printLines(
              `Indexed ${report.publications.toLocaleString('en')} publications, ${report.paragraphs.toLocaleString('en')} paragraphs in ${report.seconds.toFixed(1)} s`,
            );
        }
      });
    });
}
