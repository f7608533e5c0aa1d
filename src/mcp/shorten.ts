import { formatAddress, type Publication, passagesOf, preferText, type Span } from '../core/index.js';
import type { AskResult, Examination, SearchResult } from '../simsa.js';

/** Longest quotation in an answer to a tool call: a model's context is dear. */
const QUOTATION = 400;

/** A span as tools return it: with its address in words, and its text cut to size (offsets then name the cut). */
export function shortSpan(span: Span): Span & { readonly address: string } {
  const text = span.text.slice(0, QUOTATION);
  return { ...span, end: span.start + text.length, text, address: formatAddress(span) };
}

export function shortSearch(result: SearchResult): unknown {
  return {
    understood: result.understood,
    total: result.total,
    hits: result.hits.map(({ publication, title, score, spans, facts }) => ({
      publication,
      title,
      score: Math.round(score * 1000) / 1000,
      published: facts.published,
      filed: facts.filed,
      applicants: facts.applicants.slice(0, 2),
      classes: facts.classes.slice(0, 3),
      spans: spans.map(shortSpan),
    })),
  };
}

export function shortAnswer({ answer, refused, paragraphs }: AskResult): unknown {
  return {
    refused,
    sentences: answer.sentences.map(({ text, numbers, citations }) => ({
      text,
      numbers,
      citations: citations.map(shortSpan),
    })),
    references: answer.references.map(({ number, title, address }) => ({ number, title, address })),
    ...(refused
      ? { closest: paragraphs.slice(0, 3).map(({ span, title }) => ({ title, span: shortSpan(span) })) }
      : {}),
  };
}

export function shortExamination(examination: Examination): unknown {
  const { title, effectiveDate, claims, issues, priorArt, chart, symbols } = examination;
  return {
    title,
    effectiveDate,
    claims: claims.map(({ number, kind, category, dependsOn }) => ({ number, kind, category, dependsOn })),
    issues,
    symbols: symbols.slice(0, 8).map(({ scheme, symbol, score }) => ({ scheme, symbol, score })),
    priorArt: priorArt.map(({ publication, title: found, score }) => ({ publication, title: found, score })),
    chart: chart
      .filter(({ spans }) => spans.length > 0)
      .map(({ claim, element, publication, coverage, spans }) => ({
        claim,
        element,
        publication,
        coverage,
        span: spans[0] ? shortSpan(spans[0]) : null,
      })),
  };
}

/** A page of a publication: bibliography first, then its passages from a place on. */
export function page(publication: Publication, from: number, count: number): unknown {
  const passages = [...passagesOf(publication)];
  const shown = passages.slice(from, from + count);
  const { id, kind, dates, classes, parties, citations, status, language } = publication;
  return {
    publication: id,
    title: preferText(publication.titles, language),
    ...(from === 0
      ? {
          kind,
          dates,
          status,
          classes: classes.map(({ symbol }) => symbol),
          applicants: parties.filter(({ role }) => role === 'applicant' || role === 'assignee').map(({ name }) => name),
          citations: citations.slice(0, 20).map(({ document, text }) => document ?? text),
        }
      : {}),
    passages: shown.map((passage) => ({
      address: formatAddress(passage),
      part: passage.part,
      paragraph: passage.paragraph,
      claim: passage.claim,
      text: passage.text,
    })),
    next: from + count < passages.length ? from + count : null,
    of: passages.length,
  };
}
