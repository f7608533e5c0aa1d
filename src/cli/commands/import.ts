import type { Command } from 'commander';
import { SimsaError } from '../../core/index.js';
import { type ImportReport, listFormats, type Reject, type Repair } from '../../simsa.js';
import { type GlobalOptions, type Run, withSimsa } from '../context.js';
import { formatBytes, ProgressLine, printJson, printLines, say } from '../terminal.js';
import { type Wording, wordingIn } from '../wording.js';

/** Rejects shown one by one; the rest is in `simsa rejects`. */
const SHOWN_REJECTS = 20;
/** Exit code of an import in which nothing could be read. */
const BAD_INPUT = 3;

export function registerImport(program: Command, wording: Wording): void {
  program
    .command('import')
    .argument('[paths...]', wording('files, archives and folders', '파일, 압축 파일, 폴더'))
    .option('--list', wording('list the formats that are read', '읽을 수 있는 형식 목록'))
    .description(
      wording(
        'read gazettes of any office into the store; an interrupted import goes on where it stopped',
        '여러 특허청의 공보를 저장소로 가져오기. 중단하면 그 지점부터 이어서 진행',
      ),
    )
    .action(async (paths: string[], { list }: { list?: boolean }, self: Command) => {
      const globals = self.optsWithGlobals<GlobalOptions>();
      if (list) return printFormats(globals.json ?? false);
      if (paths.length === 0)
        throw new SimsaError('usage.bad-option', {
          option: 'PATHS',
          reason: wording('name at least one file or folder', '파일이나 폴더를 하나 이상 지정하세요'),
        });
      await withSimsa(globals, 'write', (run) => importInto(run, paths), { interrupted: 'resumes' });
    });

  program
    .command('rejects')
    .description(
      wording(
        'list the records that could not be read, with file, place and reason',
        '읽지 못해 제외한 레코드를 파일, 위치, 사유와 함께 표시',
      ),
    )
    .action(async (_options: unknown, self: Command) => {
      await withSimsa(self.optsWithGlobals<GlobalOptions>(), 'read', printRejects);
    });
}

async function importInto({ simsa, settings, signal, wording }: Run, paths: readonly string[]): Promise<void> {
  const { json, language } = settings;
  const line = new ProgressLine();
  const rejects: Reject[] = [];
  const repairs: Repair[] = [];
  let report: ImportReport | null = null;
  for await (const event of simsa.import(paths, { signal })) {
    if (event.type === 'progress') line.show(event.progress);
    else if (event.type === 'done') report = event.report;
    else if (event.type === 'repair') repairs.push(event.repair);
    else if (json || rejects.length < SHOWN_REJECTS) rejects.push(event.reject);
  }
  line.clear();
  if (!report) return;
  if (report.files === 0 && !report.interrupted) throw new SimsaError('input.no-files', { path: paths.join(', ') });
  if (json) await printJson({ ...report, rejects: rejects.map((reject) => rejectRecord(reject, language)), repairs });
  else {
    for (const reject of rejects) say(describeReject(reject, language));
    printReport(report, rejects.length, wording);
  }
  if (report.rejected > 0 && report.rejected === report.records) process.exitCode = BAD_INPUT;
}

async function printRejects({ simsa, settings: { json, language }, signal }: Run): Promise<void> {
  const page = 1000;
  for (let offset = 0; !signal.aborted; offset += page) {
    const rejects = simsa.rejects({ offset, limit: page });
    for (const reject of rejects) {
      if (json) await printJson(rejectRecord(reject, language));
      else printLines(describeReject(reject, language));
    }
    if (rejects.length < page) return;
  }
}

async function printFormats(json: boolean): Promise<void> {
  const formats = listFormats();
  if (json) await printJson(formats);
  else printLines(...formats.map(({ name, title }) => `${name.padEnd(28)} ${title}`));
}

function printReport(report: ImportReport, shown: number, wording: Wording): void {
  const { records, files, added, merged, unchanged, rejected, repaired } = report;
  const hidden = rejected - shown;
  if (hidden > 0) say(wording(`… and ${hidden} more: simsa rejects`, `… 외 ${hidden}건: simsa rejects`));
  const amount = `${formatBytes(report.bytes)}`;
  const seconds = report.seconds.toFixed(1);
  printLines(
    wording(
      `${records.toLocaleString('en')} records from ${files} files (${amount}) in ${seconds} s`,
      `파일 ${files}개(${amount})에서 레코드 ${records.toLocaleString('en')}건, ${seconds}초`,
    ),
    wording(
      `  added ${added}, merged into known publications ${merged}, unchanged ${unchanged}, rejected ${rejected}, repaired ${repaired}`,
      `  추가 ${added}, 기존 문헌에 병합 ${merged}, 변동 없음 ${unchanged}, 제외 ${rejected}, 고쳐 읽음 ${repaired}`,
    ),
    ...(report.interrupted ? [] : [wording('Next: simsa index', '다음 단계: simsa index')]),
  );
}

function rejectRecord({ where, error }: Reject, language: 'ko' | 'en') {
  return { ...error.toRecord(language), where };
}

function describeReject({ where, error }: Reject, language: 'ko' | 'en'): string {
  const record = error.toRecord(language);
  const wording = wordingIn(language);
  const place = [
    where.file,
    where.record && wording(`record ${where.record}`, `${where.record}번째 레코드`),
    where.line && wording(`line ${where.line}`, `${where.line}행`),
    where.offset !== undefined && wording(`byte ${where.offset}`, `${where.offset}바이트`),
  ];
  return `${place.filter(Boolean).join(', ')}: ${record.message} [${record.code}]`;
}
