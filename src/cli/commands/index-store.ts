import type { Command } from 'commander';
import { type GlobalOptions, type Run, withSimsa } from '../context.js';
import { ProgressLine, printJson, printLines } from '../terminal.js';
import type { Wording } from '../wording.js';

export function registerIndex(program: Command, wording: Wording): void {
  program
    .command('index')
    .option(
      '--rebuild',
      wording('throw the index away and make it anew from the store', '색인을 버리고 저장소에서 새로 만듦'),
    )
    .description(wording('bring the search index up to date with the store', '검색 색인을 저장소에 맞춤'))
    .action(async ({ rebuild }: { rebuild?: boolean }, self: Command) => {
      const work = (run: Run) => bringUpToDate(run, rebuild ?? false);
      await withSimsa(self.optsWithGlobals<GlobalOptions>(), 'write', work, { interrupted: 'resumes' });
    });
}

async function bringUpToDate({ simsa, settings, signal, wording }: Run, rebuild: boolean): Promise<void> {
  const line = new ProgressLine();
  for await (const event of simsa.index({ rebuild, signal })) {
    if (event.type === 'progress') {
      line.show(event.progress);
      continue;
    }
    line.clear();
    const { type: _type, ...report } = event;
    const [publications, paragraphs] = [report.publications, report.paragraphs].map((n) => n.toLocaleString('en'));
    const seconds = report.seconds.toFixed(1);
    if (settings.json) await printJson(report);
    else
      printLines(
        wording(
          `Indexed ${publications} publications, ${paragraphs} paragraphs in ${seconds} s`,
          `문헌 ${publications}건, 단락 ${paragraphs}개를 ${seconds}초에 색인`,
        ),
      );
  }
}
