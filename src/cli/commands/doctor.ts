import type { Command } from 'commander';
import type { Health } from '../../simsa.js';
import { type GlobalOptions, withSimsa } from '../context.js';
import { formatBytes, printJson, printLines } from '../terminal.js';
import type { Wording } from '../wording.js';

export function registerDoctor(program: Command, wording: Wording): void {
  program
    .command('doctor')
    .description(
      wording('say what the store holds and whether everything is sound', '저장소의 내용과 이상 유무를 표시'),
    )
    .option('--deep', wording('read every page of the store', '저장소를 끝까지 읽어 검사'))
    .action(async ({ deep }: { deep?: boolean }, self: Command) => {
      await withSimsa(self.optsWithGlobals<GlobalOptions>(), 'read', async ({ simsa, settings, wording: words }) => {
        const health = await simsa.doctor({ deep: deep ?? false });
        if (settings.json) await printJson(health);
        else printHealth(health, words);
        if (!health.healthy) process.exitCode = 5;
      });
    });
}

function printHealth({ versions, store, index, generator, ...counts }: Health, wording: Wording): void {
  const [publications, paragraphs, rejected] = [counts.publications, counts.paragraphs, counts.rejected].map((count) =>
    count.toLocaleString('en'),
  );
  const soundness = store.ok ? wording('sound', '정상') : wording('DAMAGED', '손상됨');
  const state = index.ok
    ? wording('up to date', '최신')
    : (index.reason ??
      wording(
        `behind by ${index.behind} publications: simsa index`,
        `문헌 ${index.behind}건이 아직 색인되지 않음: simsa index`,
      ));
  printLines(
    wording(`Simsa ${versions.simsa} on Node ${versions.node}`, `Simsa ${versions.simsa}, Node ${versions.node}`),
    `${wording('store ', '저장소')}  ${store.path}  ${formatBytes(store.bytes)}  ${soundness}`,
    wording(
      `        ${publications} publications, ${paragraphs} paragraphs, ${rejected} rejected records`,
      `        문헌 ${publications}건, 단락 ${paragraphs}개, 제외된 레코드 ${rejected}건`,
    ),
    `${wording('index ', '색인  ')}  ${state}`,
    `${wording('writer', '생성기')}  ${
      generator
        ? `${generator.url} ${generator.model ?? ''}`
        : wording('none: answers are quoted from the documents', '없음: 문헌의 문장을 그대로 인용해 답변')
    }`,
  );
}
