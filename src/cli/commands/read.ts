import type { Command } from 'commander';
import type { Publication } from '../../core/index.js';
import { formatAddress, preferText, SimsaError } from '../../core/index.js';
import { type GlobalOptions, withSimsa } from '../context.js';
import { bold, dim, printJson, printLines } from '../terminal.js';
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
      await withSimsa(self.optsWithGlobals<GlobalOptions>(), 'read', async ({ simsa, settings }) => {
        const check = simsa.verifyCitation({ publication: number, text: quotation.join(' ') });
        if (settings.json) await printJson(check);
        else
          printLines(
            check.span ? `${formatAddress(check.span, settings.language)}: ${check.span.text}` : check.verdict,
          );
        if (!check.found) process.exitCode = 4;
      });
    });
}

function printPublication(publication: Publication, wording: Wording): void {
  const { language } = publication;
  printLines(`${bold(publication.id)}  ${preferText(publication.titles, language)}`);
  const { dates, parties, classes, citations, sources } = publication;
  const applicants = parties.filter(({ role }) => role === 'applicant' || role === 'assignee');
  const facts = [
    [wording('filed', '출원일'), dates.filed],
    [wording('published', '공개·공고일'), dates.published],
    [wording('granted', '등록일'), dates.granted],
    [wording('status', '상태'), publication.status],
    [wording('applicants', '출원인'), applicants.map(({ name }) => name).join(', ')],
    [wording('classes', '분류'), classes.map(({ symbol }) => symbol).join(', ')],
    [wording('citations', '인용 문헌'), citations.map(({ document, text }) => document ?? text).join(', ')],
    [wording('sources', '출처'), sources.map(({ file }) => file).join(', ')],
  ];
  for (const [name, value] of facts) if (value) printLines(dim(`${name}: ${value}`));
  for (const abstract of publication.abstracts) printLines('', abstract.text);
  if (publication.claims.length > 0)
    printLines('', ...publication.claims.map(({ number, text }) => `${bold(`${number}.`)} ${text}`));
  for (const { label, kind, text } of publication.description)
    printLines('', kind === 'heading' ? bold(text) : `${dim(label.startsWith('#') ? label : `[${label}]`)} ${text}`);
}
