import type { ParsedClaim } from '../claims/index.js';
import { normaliseNumber, type PartialDate, type Publication, type Section } from '../core/index.js';
import type { Hit, PriorArtRequest, Searcher } from '../search/index.js';
import type { Application } from './types.js';

/** Documents in the list of an examination. */
const LISTED = 20;
/** A document with less than this part of the best one's score is no closer than any other that shares some words. */
const LEAST_SHARE = 0.3;
/** More are asked for, because the application's own publications are taken out. */
const ASKED = 30;
/** How much of the description goes into a query; more dilutes it (docs of search). */
const DESCRIPTION_LENGTH = 2500;
const QUERIED: readonly Section[] = ['technical-field', 'problem', 'solution', 'summary'];

/** The text that stands for an application in a query, with one of its claims. */
export function queryText(application: Application, claim?: string): NonNullable<PriorArtRequest['text']> {
  const first = claim ?? application.claims.find(({ status, text }) => status === 'active' && text.trim() !== '')?.text;
  return {
    ...(application.title && { title: application.title }),
    ...(application.abstract && { abstract: application.abstract }),
    ...(first && { claim: first }),
    description: descriptionOf(application),
  };
}

function descriptionOf({ description }: Application): string {
  const texts = description.filter(({ kind }) => kind === 'text');
  const wanted = texts.filter(({ section }) => QUERIED.includes(section));
  const chosen = wanted.length ? wanted : texts;
  return chosen
    .map(({ text }) => text)
    .join('\n')
    .slice(0, DESCRIPTION_LENGTH);
}

/**
 * The closest documents to each independent claim that were there before the effective date, merged: a document
 * stands at its best score over the claims, where each claim's scores count relative to its own best. Documents
 * that are not clearly closer than the rest are left out, so that the list may be short or empty.
 */
export async function closestPriorArt(
  searcher: Searcher,
  application: Application,
  claims: readonly ParsedClaim[],
): Promise<Hit[]> {
  const before = application.effectiveDate ? lastDayBefore(application.effectiveDate) : undefined;
  const best = new Map<string, { hit: Hit; relative: number }>();
  // A number without words is a finding about form, and nothing to look for.
  for (const claim of claims.filter((one) => one.text.trim() !== '')) {
    const text = queryText(application, claim.text);
    const { hits } = await searcher.priorArt({ text, limit: ASKED, ...(before && { before }) });
    for (const { hit, relative } of near(hits.filter((one) => !isSelf(one, application.publication)))) {
      if (relative > (best.get(hit.publication)?.relative ?? Number.NEGATIVE_INFINITY)) {
        best.set(hit.publication, { hit, relative });
      }
    }
  }
  const ranked = [...best.values()].sort((a, b) => b.relative - a.relative || b.hit.score - a.hit.score);
  return ranked.slice(0, LISTED).map(({ hit }) => hit);
}

/**
 * The hits that are close, each with its score relative to the best one's. Scores are sums of z-scores over the
 * candidates: 0 is a document like any other, and all are 0 where there is nothing to tell the candidates apart.
 */
export function near(hits: readonly Hit[]): { hit: Hit; relative: number }[] {
  const top = Math.max(0, ...hits.map(({ score }) => score));
  const floor = top * LEAST_SHARE;
  return hits
    .filter(({ score }) => (top > 0 ? score > floor : score === 0))
    .map((hit) => ({ hit, relative: top > 0 ? hit.score / top : 1 }));
}

/**
 * The last day that is earlier than a date: prior art must have been there before filing (특허법 제29조①:
 * 특허출원 전에). Of a year or month alone nobody knows the day, so documents of that year or month stay in
 * and the report says so.
 */
export function lastDayBefore(date: PartialDate): PartialDate {
  if (date.length < 10) return date;
  const day = new Date(`${date}T00:00:00Z`);
  day.setUTCDate(day.getUTCDate() - 1);
  return day.toISOString().slice(0, 10);
}

/** Whether a hit is the application itself, in this publication of it or another. */
export function isSelf({ publication, collapsed }: Hit, self: Publication | null): boolean {
  if (!self) return false;
  const keys = [self.id, ...keysOf(self)];
  return [publication, ...collapsed].some((key) =>
    keys.some((own) => key === own || key.startsWith(`${own}A`) || key.startsWith(`${own}B`)),
  );
}

function keysOf({ country, numbers }: Publication): string[] {
  return [numbers.application, numbers.publication, numbers.registration]
    .filter((number) => number !== null)
    .map((number) => `${country}${normaliseNumber(country, number)}`);
}
