import type { Language, Section, Span } from '../core/index.js';
import type { PassageHit } from '../search/index.js';
import { detectLanguage, searchTokens, sentences } from '../text/index.js';

/** A sentence of a found paragraph, with what it shares with the question. */
export interface Candidate {
  readonly span: Span;
  readonly title: string;
  /** Section of the description it stands in; null for titles, abstracts and claims. */
  readonly section: Section | null;
  readonly language: Language;
  /** Terms of the question that stand in it. */
  readonly matched: ReadonlySet<string>;
  /** Terms of the question that its document's title or found paragraphs carry: what the sentence need not repeat. */
  readonly around: ReadonlySet<string>;
  /** All its terms, for comparing sentences with each other. */
  readonly terms: ReadonlySet<string>;
  /** Score of its paragraph among the paragraphs found, 0 to 1. */
  readonly paragraphScore: number;
}

const SHORTEST = 15;
/** Connectives that lean on the sentence before; cut away, since that sentence is not quoted. */
const LEANING =
  /^(?:또한|그리고|그러나|하지만|따라서|그러므로|이에 따라|이에|이때|이 때|여기서|한편|즉|특히|아울러|나아가|더 나아가|더욱이|그 결과|이로써|이로 인해|이를 통해|다시 말해|결국)\s*,?\s+/;

/** Cuts found paragraphs into sentences that can stand alone in an answer. */
export function* candidates(hits: readonly PassageHit[], questionTerms: ReadonlySet<string>): Generator<Candidate> {
  const best = Math.max(...hits.map((hit) => hit.score), Number.MIN_VALUE);
  const around = termsAround(hits, questionTerms);
  for (const hit of hits) {
    const language = detectLanguage(hit.span.text);
    for (const range of unitsOf(hit.span, language)) {
      const span = trimmed(hit.span, range.start, range.end);
      if (span.text.length < SHORTEST || isFurniture(span.text)) continue;
      const terms = new Set(Array.from(searchTokens(span.text), (token) => token.term));
      const matched = new Set([...questionTerms].filter((term) => terms.has(term)));
      yield {
        span,
        title: hit.title,
        section: hit.section,
        language,
        matched,
        around: around.get(hit.span.publication) ?? NOTHING,
        terms,
        paragraphScore: hit.score / best,
      };
    }
  }
}

const NOTHING: ReadonlySet<string> = new Set();

function termsAround(
  hits: readonly PassageHit[],
  questionTerms: ReadonlySet<string>,
): ReadonlyMap<string, ReadonlySet<string>> {
  const around = new Map<string, Set<string>>();
  for (const { span, title } of hits) {
    const known = around.get(span.publication) ?? new Set();
    around.set(span.publication, known);
    for (const { term } of [...searchTokens(title), ...searchTokens(span.text)])
      if (questionTerms.has(term)) known.add(term);
  }
  return around;
}

/** A claim is one sentence however long (its parts mean nothing alone); other text is cut into its sentences. */
function unitsOf(
  { part, text }: Span,
  language: Language,
): readonly { readonly start: number; readonly end: number }[] {
  return part === 'claims' ? [{ start: 0, end: text.length }] : sentences(text, language);
}

/** A sentence's span without the white space and leaning connective at its edges. Offsets stay those of the paragraph. */
function trimmed(paragraph: Span, start: number, end: number): Span {
  let text = paragraph.text.slice(start, end);
  let from = start + (text.length - text.trimStart().length);
  text = text.trim();
  const leaning = LEANING.exec(text)?.[0].length ?? 0;
  from += leaning;
  text = text.slice(leaning);
  const { start: offset, text: _text, end: _end, ...place } = paragraph;
  return { ...place, start: offset + from, end: offset + from + text.length, text };
}

/** Captions of drawings, bare headings and list markers say where something is shown, not what is so. */
function isFurniture(text: string): boolean {
  return (
    /^(?:도\s*\d|FIGS?\.?\s*\d|Figure\s*\d)[^.]{0,120}(?:도면|사시도|단면도|평면도|블록도|순서도|흐름도|구성도|그래프|이다|view|diagram|showing|illustrat\w*|flow ?chart)/i.test(
      text,
    ) ||
    /^\[(?:TABLE|MATH|CHEM)/.test(text) ||
    !/[\p{L}]{2}/u.test(text)
  );
}

/** How much two sentences share, measured on the smaller one: 0 nothing, 1 one says all the other says. */
export function overlap(a: Candidate, b: Candidate): number {
  const [small, large] = a.terms.size <= b.terms.size ? [a.terms, b.terms] : [b.terms, a.terms];
  if (small.size === 0) return 0;
  let shared = 0;
  for (const term of small) if (large.has(term)) shared++;
  return shared / small.size;
}
