import { cutSpan, formatAddress, type Publication, passagesOf, preferText, type Span } from '../core/index.js';
import type { AskResult, ClaimSet, Examination, SearchResult } from '../simsa.js';

/** Longest quotation in an answer to a tool call: a model's context is dear. */
const QUOTATION = 400;
/** What a list or a page in an answer may weigh, in bytes of UTF-8, so that the whole stays under 20 kB. */
const ROOM = 14_000;

/** A span as tools return it: with its address in words, and its text cut to size (offsets then name the cut). */
export function shortSpan(span: Span): Span & { readonly address: string } {
  const text = cut(span.text, QUOTATION);
  return { ...span, end: span.start + text.length, text, address: formatAddress(span) };
}

/** The first UTF-16 units of a text, never half of a surrogate pair. */
function cut(text: string, most: number): string {
  const isHalf = /[\ud800-\udbff]/.test(text.charAt(most - 1));
  return text.slice(0, isHalf ? most - 1 : most);
}

/** As many values from the start of a list as have room, and how many had none. */
function fitting<T>(values: readonly T[], room = ROOM): { readonly shown: readonly T[]; readonly left: number } {
  let used = 0;
  const end = values.findIndex((value) => {
    used += Buffer.byteLength(JSON.stringify(value)) + 1;
    return used > room;
  });
  const shown = end < 0 ? values : values.slice(0, end);
  return { shown, left: values.length - shown.length };
}

export function shortSearch(result: SearchResult): unknown {
  const { shown, left } = fitting(
    result.hits.map(({ publication, title, score, spans, facts }) => ({
      publication,
      title: cut(title, QUOTATION),
      score: Math.round(score * 1000) / 1000,
      published: facts.published,
      filed: facts.filed,
      applicants: facts.applicants.slice(0, 2),
      classes: facts.classes.slice(0, 3),
      spans: spans.map(shortSpan),
    })),
  );
  return { understood: cut(result.understood, QUOTATION), total: result.total, hits: shown, left };
}

export function shortAnswer({ answer, refused, paragraphs }: AskResult): unknown {
  const { shown, left } = fitting(
    answer.sentences.map(({ text, numbers, citations }) => ({ text, numbers, citations: citations.map(shortSpan) })),
    ROOM - 4_000,
  );
  const numbers = new Set(shown.flatMap((sentence) => sentence.numbers));
  return {
    refused,
    sentences: shown,
    left,
    references: answer.references
      .filter(({ number }) => numbers.has(number))
      .map(({ number, title, address }) => ({ number, title: cut(title, QUOTATION), address })),
    ...(refused
      ? { closest: paragraphs.slice(0, 3).map(({ span, title }) => ({ title, span: shortSpan(span) })) }
      : {}),
    ...(answer.fellBack ? { fellBack: answer.fellBack.en } : {}),
  };
}

/** Claims without their whole texts: the caller has them, and the elements carry them again with offsets. */
export function shortClaims({ language, claims, issues }: ClaimSet): unknown {
  const { shown, left } = fitting(
    claims.map(({ text: _text, elements, ...claim }) => ({
      ...claim,
      elements: elements.map((element) => ({ ...element, text: cut(element.text, QUOTATION) })),
    })),
    ROOM - 2_000,
  );
  return { language, claims: shown, left, issues: fitting(issues, 3_000).shown };
}

export function shortExamination(examination: Examination): unknown {
  const { title, effectiveDate, claims, issues, priorArt, chart, symbols } = examination;
  const filled = chart.flatMap(({ claim, element, publication, coverage, spans: [best] }) =>
    best ? [{ claim, element, publication, coverage, span: shortSpan(best) }] : [],
  );
  const cells = fitting(filled, ROOM - 6_000);
  return {
    title: cut(title, QUOTATION),
    effectiveDate,
    claims: fitting(
      claims.map(({ number, kind, category, dependsOn }) => ({ number, kind, category, dependsOn })),
      3_000,
    ).shown,
    issues: fitting(issues, 2_000).shown,
    symbols: symbols.slice(0, 8).map(({ scheme, symbol, score }) => ({ scheme, symbol, score })),
    priorArt: priorArt
      .slice(0, 8)
      .map(({ publication, title: found, score }) => ({ publication, title: cut(found, 100), score })),
    chart: cells.shown,
    left: cells.left,
  };
}

interface PageRequest {
  /** First passage. */
  readonly from: number;
  /** UTF-16 unit of the first passage to start at. */
  readonly offset: number;
  /** Passages at most. */
  readonly count: number;
}

/**
 * A page of a publication: bibliography first, then its passages from a place on, as spans. A passage that
 * is longer than a page goes on where `next` says.
 */
export function page(publication: Publication, { from, offset, count }: PageRequest): unknown {
  const passages = [...passagesOf(publication)];
  const spans: (Span & { readonly address: string })[] = [];
  let next: { readonly from: number; readonly offset: number } | null = null;
  let room = ROOM;
  for (let at = from; at < passages.length && next === null; at++) {
    const passage = passages[at]!;
    const start = at === from ? Math.min(offset, passage.text.length) : 0;
    const rest = passage.text.length - start;
    // A unit takes up to three bytes, four with what JSON escapes.
    const most = rest * 4 <= room ? rest : cut(passage.text.slice(start), Math.floor(room / 4)).length;
    if (spans.length === count || (most < rest && spans.length > 0)) {
      next = { from: at, offset: 0 };
      break;
    }
    spans.push({ ...cutSpan(passage, start, start + most), address: formatAddress(passage) });
    room -= Buffer.byteLength(JSON.stringify(spans.at(-1)));
    if (most < rest) next = { from: at, offset: start + most };
  }
  return {
    publication: publication.id,
    title: cut(preferText(publication.titles, publication.language), QUOTATION),
    ...(from === 0 && offset === 0 ? bibliography(publication) : {}),
    passages: spans,
    next,
    of: passages.length,
  };
}

function bibliography({ kind, dates, classes, parties, citations, status }: Publication) {
  const applicants = parties.filter(({ role }) => role === 'applicant' || role === 'assignee');
  return {
    kind,
    dates,
    status,
    classes: classes.slice(0, 20).map(({ symbol }) => symbol),
    applicants: applicants.slice(0, 5).map(({ name }) => cut(name, 100)),
    citations: citations.slice(0, 20).map(({ document, text }) => document ?? cut(text, 60)),
  };
}
