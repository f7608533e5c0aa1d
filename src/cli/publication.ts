import { type Citation, type CitedBy, type ClassSymbol, type Publication, preferText } from '../core/index.js';
import { bold, dim, printLines } from './terminal.js';
import type { Wording } from './wording.js';

/** Prints a publication whole: its facts, then its texts as they are cited. */
export function printPublication(publication: Publication, wording: Wording): void {
  printLines(`${bold(publication.id)}  ${preferText(publication.titles, publication.language)}`);
  for (const [name, value] of factsOf(publication, wording)) if (value) printLines(dim(`${name}: ${value}`));
  for (const abstract of publication.abstracts) printLines('', abstract.text);
  if (publication.claims.length > 0)
    printLines('', ...publication.claims.map(({ number, text }) => `${bold(`${number}.`)} ${text}`));
  for (const { label, kind, text } of publication.description)
    printLines('', kind === 'heading' ? bold(text) : `${dim(label.startsWith('#') ? label : `[${label}]`)} ${text}`);
}

type Fact = readonly [name: string, value: string | null];

function factsOf({ dates, parties, ...publication }: Publication, wording: Wording): readonly Fact[] {
  const applicants = parties.filter(({ role }) => role === 'applicant' || role === 'assignee');
  const { classes, citations, family, sources } = publication;
  const members = family.members.filter((member) => member !== publication.id);
  return [
    [wording('filed', '출원일'), dates.filed],
    [wording('published', '공개·공고일'), dates.published],
    [wording('granted', '등록일'), dates.granted],
    [wording('status', '상태'), publication.status],
    [wording('applicants', '출원인'), applicants.map(({ name }) => name).join(', ')],
    ...classesByScheme(classes),
    [wording('citations', '인용 문헌'), citations.map((each) => citationIn(each, wording)).join(', ')],
    [wording('family', '패밀리'), members.join(', ')],
    [wording('sources', '출처'), sources.map(({ file }) => file).join(', ')],
  ];
}

/** One line for IPC, one for CPC, …, each symbol once. */
function classesByScheme(classes: readonly ClassSymbol[]): readonly Fact[] {
  const schemes = [...new Set(classes.map(({ scheme }) => scheme))];
  return schemes.map((scheme) => {
    const symbols = classes.filter((each) => each.scheme === scheme).map(({ symbol }) => symbol);
    return [scheme, [...new Set(symbols)].join(', ')];
  });
}

/** A citation with the phase it was named in, and its category letters: `US9000001A (search report, X)`. */
function citationIn({ document, text, citedBy, categories }: Citation, wording: Wording): string {
  const notes = [citedBy === 'unknown' ? '' : phaseIn(citedBy, wording), ...categories].filter((note) => note !== '');
  return `${document ?? text}${notes.length > 0 ? ` (${notes.join(', ')})` : ''}`;
}

function phaseIn(citedBy: Exclude<CitedBy, 'unknown'>, wording: Wording): string {
  const phases = {
    examiner: wording('examiner', '심사관'),
    'search-report': wording('search report', '조사보고서'),
    applicant: wording('applicant', '출원인'),
    'third-party': wording('third party', '제3자'),
    opponent: wording('opponent', '이의신청인'),
    other: wording('other', '기타'),
  };
  return phases[citedBy];
}
