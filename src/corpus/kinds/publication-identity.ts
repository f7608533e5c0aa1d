import { type Publication, parseDocumentNumber } from '../../core/index.js';
import type { Identity } from '../types.js';

/**
 * What tells that a publication and another belong together. Every number keeps its kind, because publication,
 * application and registration numbers of one office look alike, digit for digit. Own filings, priorities, parents
 * and divisions share the kind `application`, so that a family is one through any of them.
 */
export function identityOf(publication: Publication): Identity {
  const { country, numbers, titles, citations } = publication;
  const own = (kind: string, number: string | null) => (number ? [`${kind}:${country}${number}`] : []);
  return {
    numbers: [
      ...own('application', numbers.application),
      ...own('publication', numbers.publication),
      ...own('registration', numbers.registration),
    ],
    families: unique([...prioritiesOf(publication), ...familyOf(publication)]),
    titles: titles.map(({ text }) => text),
    cites: unique(citations.flatMap(({ document }) => (document ? citedKeys(document) : []))),
  };
}

/** First filings that it claims, and applications it continues, divides or enters from. */
function prioritiesOf({ priorities, related }: Publication): string[] {
  return [
    ...priorities.map(({ country, number }) => filingKey(country, number)),
    ...related
      .filter(({ relation }) => !/citation|correction|publication/.test(relation))
      .map(({ country, number }) => filingKey(country ?? '', number)),
  ].filter((key) => key !== null);
}

function familyOf({ family }: Publication): string[] {
  const named = [family.simple && `family:${family.simple}`, family.extended && `extended-family:${family.extended}`];
  return [...named.filter((key) => key !== null), ...family.members.flatMap(memberKeys)];
}

/** Applications are named with or without country; fewer digits than these tell nothing. */
const FEWEST_DIGITS = 6;

/** A member may be named by an application or a publication: `PCT/US2021/019245`, `62/982,956`, `US20130210636A1`. */
function memberKeys(member: string): string[] {
  const parsed = parseDocumentNumber(member);
  if (parsed?.kind) return [`publication:${parsed.country}${parsed.number}`];
  const key = parsed ? `application:${parsed.country}${parsed.number}` : filingKey('', member);
  return key ? [key] : [];
}

function filingKey(country: string, number: string): string | null {
  const plain = number.toUpperCase().replace(/[^0-9A-Z]/g, '');
  if (plain.replace(/\D/g, '').length < FEWEST_DIGITS) return null;
  return `application:${plain.startsWith(country) ? '' : country}${plain}`;
}

/** A cited key with a kind code is a publication or a registration; one without is an application. */
function citedKeys(document: string): string[] {
  const parsed = parseDocumentNumber(document);
  if (!parsed) return [];
  const number = `${parsed.country}${parsed.number}`;
  return parsed.kind ? [`publication:${number}`, `registration:${number}`] : [`application:${number}`];
}

function unique(keys: readonly string[]): string[] {
  return [...new Set(keys)];
}
