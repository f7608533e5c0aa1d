import type { Claim, Dates, LocalText, Numbers, PartialDate, Publication, PublicationId } from '../core/index.js';
import {
  compare,
  unionCitations,
  unionClaimVersions,
  unionClasses,
  unionEvents,
  unionMembers,
  unionParties,
  unionPriorities,
  unionRelated,
  unionSources,
  unionTexts,
} from './unions.js';

/**
 * Makes one publication of all that several records say about it. The result depends on the set of
 * records only, not on their order: they are first put into an order of their own (records of the
 * publication itself before records of its application, richer before poorer), and every field is
 * then taken from that row.
 * @param id key of the publication they describe.
 */
export function mergeRecords(id: PublicationId, records: readonly Publication[]): Publication {
  const row = [...records].sort(byRank(id));
  const first = row[0]!;
  if (row.length === 1) return first;
  const own = row.filter((record) => record.id === id);
  const lists = <K extends keyof Publication>(field: K) => row.map((record) => record[field]);
  const text = richestText(row);
  return {
    id,
    country: first.country,
    kind: firstKnown((own.length > 0 ? own : row).map(({ kind }) => kind)),
    type: row.find(({ type }) => type !== 'other')?.type ?? 'other',
    numbers: mergeNumbers(row),
    dates: mergeDates(row),
    language: text.language,
    titles: unionTexts(lists('titles')),
    abstracts: unionTexts(lists('abstracts')),
    parties: unionParties(lists('parties')),
    classes: unionClasses(lists('classes')),
    priorities: unionPriorities(lists('priorities')),
    related: unionRelated(lists('related')),
    family: {
      simple: firstKnown(row.map(({ family }) => family.simple)),
      extended: firstKnown(row.map(({ family }) => family.extended)),
      members: unionMembers(row.map(({ family }) => family.members)),
    },
    citations: unionCitations(lists('citations')),
    claims: text.claims,
    claimTranslations: mergeTranslations(row, text.language),
    claimVersions: unionClaimVersions(lists('claimVersions')),
    description: text.description,
    drawings: best(lists('drawings'), (drawings) => [drawings.length, captionLength(drawings)]),
    legalEvents: unionEvents(lists('legalEvents')),
    status: firstKnown(row.map(({ status }) => status)),
    sources: unionSources(lists('sources')),
  };
}

/** Records of the publication itself first, then the one with more text; equal ones by their content. */
function byRank(id: PublicationId): (a: Publication, b: Publication) => number {
  const content = new Map<Publication, string>();
  const contentOf = (record: Publication) => {
    const known = content.get(record) ?? canonicalJson(record);
    content.set(record, known);
    return known;
  };
  return (a, b) =>
    Number(b.id === id) - Number(a.id === id) || weight(b) - weight(a) || compare(contentOf(a), contentOf(b));
}

function weight({ titles, abstracts, claims, description }: Publication): number {
  return length(titles) + length(abstracts) + length(claims) + length(description);
}

function length(texts: readonly { readonly text: string }[]): number {
  return texts.reduce((sum, { text }) => sum + text.length, 0);
}

/** Two records of equal content may list their fields in different orders. */
function canonicalJson(record: Publication): string {
  return JSON.stringify(Object.entries(record).sort(([a], [b]) => compare(a, b)));
}

function firstKnown<T>(values: readonly (T | null)[]): T | null {
  return values.find((value) => value !== null) ?? null;
}

function mergeNumbers(row: readonly Publication[]): Numbers {
  const known = (name: keyof Numbers) => firstKnown(row.map(({ numbers }) => numbers[name]));
  return { publication: known('publication'), application: known('application'), registration: known('registration') };
}

function mergeDates(row: readonly Publication[]): Dates {
  const known = (name: keyof Dates) => fullestDate(row.map(({ dates }) => dates[name]));
  return { filed: known('filed'), published: known('published'), opened: known('opened'), granted: known('granted') };
}

/** The first date known to the day, else to the month, else to the year. */
function fullestDate(dates: readonly (PartialDate | null)[]): PartialDate | null {
  return best(dates, (date) => [date?.length ?? 0]);
}

/** The item with the greatest weights, compared one after the other; among equals the first. */
function best<T>(items: readonly T[], weights: (item: T) => readonly number[]): T {
  return items.reduce((kept, item) => (isGreater(weights(item), weights(kept)) ? item : kept));
}

function isGreater(a: readonly number[], b: readonly number[]): boolean {
  const place = a.findIndex((value, index) => value !== b[index]);
  return place >= 0 && a[place]! > b[place]!;
}

type Text = Pick<Publication, 'language' | 'claims' | 'description'>;

/** Claims and description stand in one language, so both come from records of the language with the most text. */
function richestText(row: readonly Publication[]): Text {
  const { language } = best(row, (record) => [length(record.claims) + length(record.description)]);
  const same = row.filter((record) => record.language === language);
  const known = language === 'und' ? (row.find((record) => record.language !== 'und')?.language ?? language) : language;
  return { language: known, claims: richestClaims(same), description: richestDescription(same) };
}

/**
 * A record that brings the versions of the claims knows which wording is in force, so its claims go
 * before those of any other; else more claims, then more text. Where even the best list is a piece of
 * the set (one claim a record, as some tables have), the pieces are put together.
 */
function richestClaims(row: readonly Publication[]): readonly Claim[] {
  const { claims } = best(row, (record) => {
    const count = withText(record.claims);
    return [Number(count > 0 && record.claimVersions.length > 0), count, length(record.claims), record.claims.length];
  });
  if (!isPiece(claims)) return claims;
  const pieces = row.map((record) => record.claims).filter(isPiece);
  const byNumber = new Map([...pieces.flat(), ...claims].map((claim) => [claim.number, claim]));
  return [...byNumber.values()].sort((a, b) => a.number - b.number);
}

/** A single claim, or a list that does not begin the set. A gap alone says nothing: cancelled claims leave gaps. */
function isPiece(claims: readonly Claim[]): boolean {
  return claims.length === 1 || !claims.some(({ number }) => number === 1);
}

function withText(claims: readonly Claim[]): number {
  return claims.filter(({ text }) => text !== '').length;
}

/** How much of the longest description one with the office's own paragraph numbers must have to be taken for them. */
const ENOUGH = 0.8;

function richestDescription(row: readonly Publication[]): Publication['description'] {
  const longest = Math.max(...row.map(({ description }) => length(description)));
  const { description } = best(row, (record) => {
    const size = length(record.description);
    return [Number(size >= ENOUGH * longest && isNumbered(record)), size, record.description.length];
  });
  return description;
}

function isNumbered({ description }: Publication): boolean {
  return description.some(({ origin }) => origin === 'office');
}

/** Claims in other languages: the translations of all records, and the claims of records in another language. */
function mergeTranslations(row: readonly Publication[], language: string): Publication['claimTranslations'] {
  const others = row
    .filter((record) => record.language !== language && record.language !== 'und' && record.claims.length > 0)
    .map((record) => ({ language: record.language, claims: record.claims }));
  const all = [...row.flatMap(({ claimTranslations }) => claimTranslations), ...others];
  const languages = [...new Set(all.map((translation) => translation.language))];
  return languages.map((wanted) =>
    best(
      all.filter((translation) => translation.language === wanted),
      ({ claims }) => [withText(claims), length(claims)],
    ),
  );
}

function captionLength(drawings: Publication['drawings']): number {
  return length(drawings.map(({ caption }): LocalText => ({ language: '', text: caption ?? '' })));
}
