import type { Command } from 'commander';
import { formatAddress, SimsaError } from '../../core/index.js';
import type { CitationCheck } from '../../simsa.js';
import { type GlobalOptions, withSimsa } from '../context.js';
import { printPublication } from '../publication.js';
import { printJson, printLines } from '../terminal.js';
import type { Wording } from '../wording.js';

export function registerRead(program: Command, wording: Wording): void {
  program
    .command('read')
    .argument(
      '<number>',
      wording(
        'a publication, application or registration number in any spelling',
        '공개·출원·등록번호. 어떤 표기든 가능',
      ),
    )
    .description(wording('show one publication whole', '문헌 하나를 전부 표시'))
    .action(async (number: string, _options: unknown, self: Command) => {
      await withSimsa(self.optsWithGlobals<GlobalOptions>(), 'read', async ({ simsa, settings, wording: words }) => {
        const publication = simsa.read(number);
        if (!publication) throw new SimsaError('input.no-publication', { number });
        if (settings.json) await printJson(publication);
        else printPublication(publication, words);
      });
    });

  program
    .command('verify')
    .argument('<number>', wording('the publication that is cited', '인용된 문헌'))
    .argument('<quotation...>', wording('the quoted text', '인용한 글'))
    .description(
      wording(
        'check a quotation: does it stand in the publication, and where?',
        '인용문이 그 문헌에 실제로 있는지, 어디에 있는지 확인',
      ),
    )
    .action(async (number: string, quotation: string[], _options: unknown, self: Command) => {
      await withSimsa(self.optsWithGlobals<GlobalOptions>(), 'read', async ({ simsa, settings, wording: words }) => {
        const check = simsa.verifyCitation({ publication: number, text: quotation.join(' ') });
        if (settings.json) await printJson(check);
        else
          printLines(
            check.span
              ? `${formatAddress(check.span, settings.language)}: ${check.span.text}`
              : absence(check.verdict, words),
          );
        if (!check.found) process.exitCode = 4;
      });
    });
}

/** Why a quotation was not found, as a sentence. */
function absence(verdict: CitationCheck['verdict'], wording: Wording): string {
  if (verdict === 'no-such-publication')
    return wording('The store does not have this publication.', '저장소에 이 문헌이 없습니다.');
  return wording('The publication does not contain this text.', '이 문헌에 그런 문장이 없습니다.');
}
