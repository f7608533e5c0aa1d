import type { Command } from 'commander';
import { openKoreanAnalyser, openUserDictionary, writeUserDictionary } from '../../workshop.js';
import { type GlobalOptions, withSignal } from '../context.js';
import { printJson, printLines } from '../terminal.js';
import type { Wording } from '../wording.js';
import { RejectTeller } from './morphemes.js';

export function registerDictionary(program: Command, wording: Wording): void {
  const dictionary = program
    .command('dictionary')
    .description(wording('user dictionaries of the Korean analyser', '한국어 형태소 분석기의 사용자 사전'));
  dictionary
    .command('build')
    .argument('<csv>', wording("user dictionary in MeCab's CSV form", 'MeCab CSV 형식의 사용자 사전'))
    .argument('<out>', wording('file to write', '결과 파일'))
    .description(
      wording(
        'turn a user dictionary into the form that opens at once; lines that cannot be used are counted and named',
        '사용자 사전을 바로 열리는 형식으로 변환. 쓸 수 없는 줄은 세어 알림',
      ),
    )
    .action(async (csv: string, out: string, _: unknown, self: Command) => {
      await withSignal(self.optsWithGlobals<GlobalOptions>(), async ({ settings, wording: words }) => {
        const rejects = new RejectTeller(words);
        const reasons: Record<string, number> = {};
        const { dictionary: system } = openKoreanAnalyser();
        const user = openUserDictionary(csv, system, (reject) => {
          reasons[reject.reason] = (reasons[reject.reason] ?? 0) + 1;
          rejects.tell(reject);
        });
        writeUserDictionary(user, system, out);
        rejects.close();
        const report = { words: user.size, rejected: rejects.count, reasons, file: out };
        if (settings.json) await printJson(report);
        else
          printLines(
            words(
              `${report.words.toLocaleString('en')} words, ${report.rejected.toLocaleString('en')} lines left out: ${out}`,
              `낱말 ${report.words.toLocaleString('en')}개, 제외 ${report.rejected.toLocaleString('en')}줄: ${out}`,
            ),
          );
      });
    });
}
