import { type ParsedClaim, parseClaims } from '../claims/index.js';
import { classify } from '../classify/index.js';
import { type PartialDate, parseDate, SimsaError } from '../core/index.js';
import type { Hit, Searcher } from '../search/index.js';
import type { Store } from '../store/index.js';
import { type ChartElement, chartOf } from './chart.js';
import { earlierApplications } from './earlier-applications.js';
import { closestPriorArt, queryText } from './prior-art.js';
import type { Application, ExaminedDocument, ExamineEvent } from './types.js';

/** Documents whose text is compared with the claims. */
const CHARTED = 5;

export interface ExamineSources {
  readonly searcher: Searcher;
  readonly store: Pick<Store, 'get' | 'passages'>;
}

export interface ExamineOptions {
  /** Date that takes the place of the application's own filing or priority date. */
  readonly before?: PartialDate | undefined;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Examines an application in four steps, each announced before it begins: its claims are read, classes proposed,
 * the closest earlier documents found for each independent claim, and every claim element compared with the
 * closest of them. What comes out is for a person to judge: it finds places, it does not decide.
 * @throws SimsaError `usage.bad-option` for a date that is none, and the errors of search
 */
export async function* examine(
  { searcher, store }: ExamineSources,
  handedIn: Application,
  { before, signal }: ExamineOptions = {},
): AsyncGenerator<ExamineEvent> {
  const application = before ? { ...handedIn, effectiveDate: referenceDate(before) } : handedIn;

  yield { type: 'step', step: 'claims' };
  const { claims, issues } = parseClaims(application.claims, application.language);

  signal?.throwIfAborted();
  yield { type: 'step', step: 'classify' };
  const exclude = application.publication ? [application.publication.id] : [];
  const { symbols, neighbours } = await classify({ searcher, store }, queryText(application), { exclude });

  signal?.throwIfAborted();
  yield { type: 'step', step: 'search' };
  const searched = searchedClaims(claims);
  const listed = await closestPriorArt(searcher, application, searched);
  const earlier = await earlierApplications(searcher, application, searched);

  signal?.throwIfAborted();
  yield { type: 'step', step: 'chart' };
  const elements = claims.flatMap((claim) => claim.elements.map((element) => ({ ...element, claim: claim.number })));
  const documents = listed
    .slice(0, CHARTED)
    .map(({ publication }) => ({ publication, passages: store.passages(publication) }));
  const cells = chartOf(elements.filter(isCompared(claims)), documents);
  const worded = new Set(cells.filter(({ spans }) => spans.length > 0).map(({ publication }) => publication));
  const chart = cells.filter(({ publication }) => worded.has(publication));
  const priorArt = isNothingClose(listed.slice(0, CHARTED), worded, application) ? [] : listed;

  const { title, language, effectiveDate } = application;
  yield {
    type: 'done',
    examination: {
      title,
      language,
      effectiveDate,
      claims,
      issues,
      elements,
      priorArt,
      laidOpen: laidOpenOf(priorArt, store),
      ...(earlier && { earlierApplications: earlier }),
      chart,
      symbols,
      neighbours,
      subject: subjectOf(application),
    },
  };
}

function referenceDate(before: string): PartialDate {
  const date = parseDate(before);
  if (date === null) throw new SimsaError('usage.bad-option', { option: 'before', reason: `${before} is no date` });
  return date;
}

/** Independent claims; where every claim left is a dependent one, all of them. */
function searchedClaims(claims: readonly ParsedClaim[]): ParsedClaim[] {
  const active = claims.filter(({ kind, text }) => kind !== 'cancelled' && text.trim());
  const independent = active.filter(({ kind }) => kind === 'independent');
  return independent.length ? independent : active;
}

/** The opening words of a dependent claim only point to another claim. */
function isCompared(claims: readonly ParsedClaim[]): (element: ChartElement) => boolean {
  const dependent = new Set(claims.filter(({ kind }) => kind === 'dependent').map(({ number }) => number));
  return ({ role, claim }) => role !== 'preamble' || !dependent.has(claim);
}

/**
 * Whether the best documents word not one element alike. Those in another language than the application say
 * nothing either way.
 */
function isNothingClose(best: readonly Hit[], worded: ReadonlySet<string>, { language }: Application): boolean {
  return worded.size === 0 && best.every(({ facts }) => facts.language === language);
}

/** When documents were laid open, where that is known and not the date that is shown for them. */
function laidOpenOf(hits: readonly Hit[], store: ExamineSources['store']): Record<string, PartialDate> {
  const dates = hits.map(({ publication, facts }) => {
    const opened = store.get(publication)?.dates.opened ?? null;
    return [publication, opened === facts.published ? null : opened] as const;
  });
  return Object.fromEntries(dates.filter((entry): entry is readonly [string, PartialDate] => entry[1] !== null));
}

function subjectOf({ publication }: Application): ExaminedDocument | undefined {
  if (!publication) return undefined;
  const { id, country, parties, dates } = publication;
  const applicants = parties.filter(({ role }) => role === 'applicant').map(({ name }) => name);
  return { publication: id, country, applicants, filed: dates.filed };
}
