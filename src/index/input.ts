import { createHash } from 'node:crypto';
import type { PartialDate, Passage, Publication } from '../core/index.js';
import { preferText } from '../core/index.js';
import type { Card, IndexInput } from './types.js';

/** A publication as the index takes it: what lists show, what filters ask, and its passages. */
export function indexInput(publication: Publication, passages: readonly Passage[]): IndexInput {
  const inventors = publication.parties.filter((party) => party.role === 'inventor');
  return {
    card: cardOf(publication),
    inventors: inventors.flatMap(namesOf),
    classSymbols: publication.classes.map(({ scheme, symbol }) => ({ scheme, symbol })),
    passages,
  };
}

function cardOf(publication: Publication): Card {
  const { id, country, kind, language, status } = publication;
  const parties = publication.parties.filter(({ role }) => role === 'applicant' || role === 'assignee');
  return {
    id,
    title: preferText(publication.titles, language, 'ko', 'en'),
    country,
    kind,
    published: publishedDate(publication),
    filed: filingDate(publication),
    granted: publication.dates.granted,
    public: firstPublic(publication),
    applicants: [...new Set(parties.map(({ name }) => name))],
    classes: [...new Set(publication.classes.map(({ symbol }) => symbol))],
    status,
    language,
    groups: groupsOf(publication),
  };
}

/** All names of a party, so that a search in either language finds it. */
export function namesOf(party: Publication['parties'][number]): string[] {
  return [party.name, ...party.otherNames.map(({ text }) => text)];
}

/** The filing date, or for Korea the year that the application number names. */
export function filingDate({ dates, country, numbers }: Publication): PartialDate | null {
  return dates.filed ?? (country === 'KR' ? yearInKoreanNumber(numbers.application) : null);
}

/**
 * The year an application reached its office. An international application or a division keeps the filing date of
 * what it comes from, often years before; the year in a Korean number is its own.
 */
export function arrivalYear({ dates, country, numbers }: Publication): PartialDate | null {
  const filed = dates.filed?.slice(0, 4) ?? null;
  const arrived = country === 'KR' ? yearInKoreanNumber(numbers.application) : null;
  return filed !== null && arrived !== null && filed > arrived ? filed : (arrived ?? filed);
}

function publishedDate({ dates, country, numbers }: Publication): PartialDate | null {
  const known = dates.published ?? dates.opened ?? dates.granted;
  return known ?? (country === 'KR' ? yearInKoreanNumber(numbers.publication) : null);
}

/** A patent's text was public when its application was laid open, years before the patent was. */
function firstPublic(publication: Publication): PartialDate | null {
  const { opened, granted } = publication.dates;
  const days = [opened, publishedDate(publication), granted].filter((day) => day !== null);
  return days.toSorted()[0] ?? null;
}

/** Korean application and publication numbers are right (2), year (4), serial (7). */
function yearInKoreanNumber(number: string | null): PartialDate | null {
  const year = /^[1-4]0((?:19|20)\d\d)\d{7}$/.exec(number ?? '')?.[1];
  return year ?? null;
}

/** Shorter texts are equal by chance or by form ("see drawing"). */
const MIN_EQUAL_TEXT = 40;

function groupsOf(publication: Publication): string[] {
  const groups = inventionOf(publication);
  const text = distinctiveText(publication);
  if (text) groups.push(`text:${createHash('sha1').update(text).digest('base64url').slice(0, 16)}`);
  return groups;
}

/** Names that all publications of one invention share: application and family. */
function inventionOf(publication: Publication): string[] {
  const { id, family } = publication;
  const groups = [`id:${id}`, ...applicationGroups(publication)];
  if (family.simple) groups.push(`family:${family.simple}`);
  for (const member of family.members) groups.push(`id:${member}`);
  return [...new Set(groups)];
}

/** The name that all publications of one application share; none where its number is not known. */
export function applicationGroups({ country, numbers }: Publication): string[] {
  return numbers.application ? [`application:${country}${numbers.application}`] : [];
}

/** The text that two records of one invention share: the abstract, or title and first claim where there is none. */
function distinctiveText({ abstracts, titles, claims, language }: Publication): string | null {
  const abstract = squeeze(preferText(abstracts, language));
  if (abstract.length >= MIN_EQUAL_TEXT) return abstract;
  const claim = claims.find(({ status }) => status === 'active');
  const rest = squeeze(preferText(titles, language) + (claim?.text ?? ''));
  return rest.length >= MIN_EQUAL_TEXT ? rest : null;
}

/** Line breaks of PDFs put spaces anywhere, so they do not tell texts apart. */
function squeeze(text: string): string {
  return text.normalize('NFKC').replace(/\s+/g, '').toLowerCase();
}
