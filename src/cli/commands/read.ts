import type { Command } from 'commander';
import type { Publication } from '../../core/index.js';
import { preferText, SimsaError } from '../../core/index.js';
import { type GlobalOptions, withSimsa } from '../context.js';
import { bold, dim, printJson, printLines } from '../terminal.js';

export function registerRead(program: Command): void {
  program
    .command('read')
    .argument('<number>', 'a publication, application or registration number in any spelling')
    .description('show one publication whole')
    .action(async (number: string, _options: unknown, self: Command) => {
      await withSimsa(self.optsWithGlobals<GlobalOptions>(), 'read', async ({ simsa, settings }) => {
        const publication = simsa.read(number);
        if (!publication) throw new SimsaError('input.no-publication', { number });
        if (settings.json) printJson(publication);
        else printPublication(publication);
      });
    });

  program
    .command('verify')
    .argument('<number>', 'the publication that is cited')
    .argument('<quotation...>', 'the quoted text')
    .description('check a quotation: does it stand in the publication, and where?')
    .action(async (number: string, quotation: string[], _options: unknown, self: Command) => {
      await withSimsa(self.optsWithGlobals<GlobalOptions>(), 'read', async ({ simsa, settings }) => {
        const check = simsa.verifyCitation({ publication: number, text: quotation.join(' ') });
        if (settings.json) printJson(check);
        else
          printLines(
            check.span
              ? `${check.verdict}: ${check.span.part} ${check.span.paragraph ?? check.span.claim} ${check.span.start}–${check.span.end}`
              : check.verdict,
          );
        if (!check.found) process.exitCode = 4;
      });
    });
}

function printPublication(publication: Publication): void {
  const { language } = publication;
  printLines(`${bold(publication.id)}  ${preferText(publication.titles, language)}`);
  const facts = [
    ['filed', publication.dates.filed],
    ['published', publication.dates.published],
    ['granted', publication.dates.granted],
    ['status', publication.status],
    [
      'applicants',
      publication.parties
        .filter(({ role }) => role !== 'inventor')
        .map(({ name }) => name)
        .join(', '),
    ],
    ['classes', publication.classes.map(({ symbol }) => symbol).join(', ')],
    ['citations', publication.citations.map(({ document, text }) => document ?? text).join(', ')],
    ['sources', publication.sources.map(({ file }) => file).join(', ')],
  ];
  for (const [name, value] of facts) if (value) printLines(dim(`${name}: ${value}`));
  for (const abstract of publication.abstracts) printLines('', abstract.text);
  if (publication.claims.length > 0)
    printLines('', ...publication.claims.map(({ number, text }) => `${bold(`${number}.`)} ${text}`));
  for (const { label, kind, text } of publication.description)
    printLines('', kind === 'heading' ? bold(text) : `${dim(label.startsWith('#') ? label : `[${label}]`)} ${text}`);
}
