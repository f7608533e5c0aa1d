import type { Command } from 'commander';
import { SimsaError } from '../../core/index.js';
import type { ImportReport, Reject } from '../../simsa.js';
import { listFormats } from '../../simsa.js';
import { type GlobalOptions, withSimsa } from '../context.js';
import { formatBytes, ProgressLine, printJson, printLines, say } from '../terminal.js';

/** Rejects shown one by one; the rest is in `simsa rejects`. */
const SHOWN_REJECTS = 20;

export function registerImport(program: Command): void {
  program
    .command('import')
    .argument('[paths...]', 'files, archives and folders')
    .option('--list', 'list the formats that are read')
    .description('read gazettes of any office into the store; an interrupted import goes on where it stopped')
    .action(async (paths: string[], options: { list?: boolean }, command: Command) => {
      const globals = command.optsWithGlobals<GlobalOptions>();
      if (options.list) return printFormats(globals.json ?? false);
      if (paths.length === 0)
        throw new SimsaError('usage.bad-option', { option: 'PATHS', reason: 'name at least one file or folder' });
      await withSimsa(globals, 'write', async ({ simsa, settings, signal }) => {
        const line = new ProgressLine();
        const rejects: Reject[] = [];
        let report: ImportReport | null = null;
        for await (const event of simsa.import(paths, { signal })) {
          if (event.type === 'progress') line.show(event.progress);
          else if (event.type === 'reject') rejects.push(event.reject);
          else report = event.report;
        }
        line.clear();
        if (settings.json)
          printJson({
            ...report,
            rejects: rejects.map(({ where, error }) => ({ ...error.toRecord(settings.language), where })),
          });
        else if (report) printReport(report, rejects, settings.language);
      });
    });

  program
    .command('rejects')
    .description('list the records that could not be read, with file, place and reason')
    .action(async (_options: unknown, command: Command) => {
      await withSimsa(command.optsWithGlobals<GlobalOptions>(), 'read', async ({ simsa, settings }) => {
        const page = 1000;
        for (let offset = 0; ; offset += page) {
          const rejects = simsa.rejects({ offset, limit: page });
          for (const reject of rejects) {
            if (settings.json) printJson({ ...reject.error.toRecord(settings.language), where: reject.where });
            else printLines(describeReject(reject, settings.language));
          }
          if (rejects.length < page) return;
        }
      });
    });
}

function printFormats(json: boolean): void {
  const formats = listFormats();
  if (json) printJson(formats);
  else printLines(...formats.map(({ name, title }) => `${name.padEnd(28)} ${title}`));
}

function printReport(report: ImportReport, rejects: readonly Reject[], language: 'ko' | 'en'): void {
  for (const reject of rejects.slice(0, SHOWN_REJECTS)) say(describeReject(reject, language));
  if (rejects.length > SHOWN_REJECTS) say(`… and ${rejects.length - SHOWN_REJECTS} more: simsa rejects`);
  printLines(
    `${report.records.toLocaleString('en')} records from ${report.files} files (${formatBytes(report.bytes)}) in ${report.seconds.toFixed(1)} s`,
    `  added ${report.added}, joined to known publications ${report.merged}, unchanged ${report.unchanged}, rejected ${report.rejected}`,
    'Next: simsa index',
  );
}

export function describeReject({ where, error }: Reject, language: 'ko' | 'en'): string {
  const record = error.toRecord(language);
  const place = [
    where.file,
    where.record && `record ${where.record}`,
    where.line && `line ${where.line}`,
    where.offset !== undefined && `byte ${where.offset}`,
  ];
  return `${place.filter(Boolean).join(', ')}: ${record.message} [${record.code}]`;
}
