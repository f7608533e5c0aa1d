/**
 * Puts a {@link Publication} together, so that every reader has the same shape: it fills in a {@link Draft} with
 * what its format has, and everything offices have in common (keys, defaults, labels, claim numbers) happens here.
 */
import {
  type Citation,
  type Claim,
  type ClassSymbol,
  formatDocumentNumber,
  type LabelOrigin,
  type LocalText,
  normaliseNumber,
  type Paragraph,
  type Publication,
  type PublicationId,
  parseDate,
  type Section,
  SimsaError,
  type Source,
} from '../core/index.js';

type Filled = 'country' | 'kind' | 'numbers' | 'dates' | 'claims' | 'description' | 'id' | 'sources';

/** What a reader found. Numbers and dates may stand as printed; every list may be left out. */
export interface Draft extends Partial<Omit<Publication, Filled>> {
  /** Only for a record without any number of an office: a key made here (see `readers/made-id.ts`). */
  readonly id?: PublicationId;
  /** What this record says of its own origin or licence, where it says more than its format does. */
  readonly licence?: string | null;
  readonly country: string;
  readonly kind: string | null;
  readonly numbers: Partial<Record<keyof Publication['numbers'], string | null | undefined>>;
  readonly dates?: Partial<Record<keyof Publication['dates'], string | null | undefined>>;
  readonly claims?: readonly ClaimDraft[];
  readonly description?: readonly ParagraphDraft[];
}

/** A claim as its element gives it; `text` may still begin with its own number. */
export interface ClaimDraft {
  /** As the attribute or element says; null where only the words or the order tell. */
  readonly number: number | null;
  readonly text: string;
  readonly refersTo?: readonly number[];
  readonly status?: Claim['status'];
}

/** A paragraph in reading order. */
export interface ParagraphDraft {
  readonly text: string;
  readonly section: Section;
  /** `text` when left out. */
  readonly kind?: Paragraph['kind'];
  /** The number the office printed (`0012`), or nothing. */
  readonly number?: string | null;
  /** `split` for a passage the reader itself cut out of a longer text. */
  readonly origin?: Extract<LabelOrigin, 'split'>;
}

/** A whole publication out of a draft. @throws SimsaError `gazette.no-number` when it could not be given a key */
export function completePublication(draft: Draft, source: Source): Publication {
  const { country, kind } = draft;
  const numbers = normaliseNumbers(draft);
  return {
    id: draft.id ?? keyOf(country, kind, numbers),
    country,
    kind,
    type: draft.type ?? 'patent',
    numbers,
    dates: normaliseDates(draft),
    language: draft.language ?? 'und',
    titles: onePerLanguage(draft.titles ?? []),
    abstracts: onePerLanguage(draft.abstracts ?? []),
    parties: draft.parties ?? [],
    classes: uniqueClasses(draft.classes ?? []),
    priorities: draft.priorities ?? [],
    related: unique(draft.related ?? []),
    family: draft.family ?? { simple: null, extended: null, members: [] },
    citations: draft.citations ?? [],
    claims: completeClaims(draft.claims ?? []),
    claimTranslations: draft.claimTranslations ?? [],
    claimVersions: draft.claimVersions ?? [],
    description: labelParagraphs(draft.description ?? []),
    drawings: draft.drawings ?? [],
    legalEvents: draft.legalEvents ?? [],
    status: draft.status ?? null,
    sources: [draft.licence ? { ...source, licence: draft.licence } : source],
  };
}

function normaliseNumbers({ country, kind = null, numbers }: Draft): Publication['numbers'] {
  const normal = (raw: string | null | undefined) => (raw ? normaliseNumber(country, raw, kind) || null : null);
  return {
    publication: normal(numbers.publication),
    application: normal(numbers.application),
    registration: normal(numbers.registration),
  };
}

function normaliseDates({ dates = {} }: Draft): Publication['dates'] {
  return {
    filed: parseDate(dates.filed),
    published: parseDate(dates.published),
    opened: parseDate(dates.opened),
    granted: parseDate(dates.granted),
  };
}

function keyOf(country: string, kind: string | null, numbers: Publication['numbers']): PublicationId {
  const number = kind === null ? numbers.application : numbers.publication;
  if (!number || !country) throw new SimsaError('gazette.no-number', {});
  return formatDocumentNumber({ country, number, kind });
}

/** Key of a cited or related document as far as it is known; null without country or number. */
export function documentKey(
  country: string | null | undefined,
  raw: string | null | undefined,
  kind: string | null | undefined,
): string | null {
  if (!country || !raw || !/\d/.test(raw)) return null;
  const upper = country.trim().toUpperCase();
  const number = normaliseNumber(upper, raw, kind?.trim() || null);
  return number ? formatDocumentNumber({ country: upper, number, kind: kind?.trim() || null }) : null;
}

/** At most one text a language, blanks dropped; the longer of two wins. */
export function onePerLanguage(texts: readonly LocalText[]): readonly LocalText[] {
  const kept = new Map<string, LocalText>();
  for (const candidate of texts) {
    const text = candidate.text.trim();
    if (text.length > (kept.get(candidate.language)?.text.length ?? 0)) {
      kept.set(candidate.language, { language: candidate.language, text });
    }
  }
  return [...kept.values()];
}

/** A reissue of a continuation names one parent twice. */
function unique<T extends object>(records: readonly T[]): readonly T[] {
  return [...new Map(records.map((record) => [JSON.stringify(record), record])).values()];
}

function uniqueClasses(classes: readonly ClassSymbol[]): readonly ClassSymbol[] {
  if (classes.length < 2) return classes;
  const kept = new Map<string, ClassSymbol>();
  for (const symbol of classes) {
    const key = `${symbol.scheme} ${symbol.symbol} ${symbol.version}`;
    if (!kept.has(key)) kept.set(key, symbol);
  }
  return [...kept.values()];
}

/**
 * Paragraphs with labels that are unique in the description: the office's number where there is one and it was not
 * used before, else `#` and the place. Blank paragraphs are dropped.
 */
export function labelParagraphs(drafts: readonly ParagraphDraft[]): Paragraph[] {
  const used = new Set<string>();
  const paragraphs: Paragraph[] = [];
  for (const { text, section, kind = 'text', number, origin } of drafts) {
    if (!text) continue;
    const office = officeNumber(number);
    const place = `#${paragraphs.length + 1}`;
    if (office === null || used.has(office) || origin === 'split') {
      paragraphs.push({ label: place, origin: origin ?? 'order', section, kind, text });
      continue;
    }
    used.add(office);
    paragraphs.push({ label: office, origin: 'office', section, kind, text });
  }
  return paragraphs;
}

/** `[0012]`, `【0012】`, `0012` → `0012`; anything without a digit is no number. */
function officeNumber(raw: string | null | undefined): string | null {
  const label = raw?.replace(/[[\]【】［］\s]/g, '') ?? '';
  return /\d/.test(label) && !label.startsWith('#') ? label : null;
}

const OWN_NUMBER =
  /^\s*(?:【?\s*(?:청구항|請求項|权利要求|Claim)\s*】?\s*)?(\d{1,4})\s*(?:[.．、:)】]|(?=\s))\s*(?:\[[^\]]*\]\s*)?/iu;

const MARKED = /^\s*\d{1,4}\s*[.．、:)】]/;

/** A bare number is a claim's own before a sentence (`2 The pencil …`), a quantity before anything else (`1 이상의 …`). */
const QUANTITY = /^\s*\d{1,4}\s+[^\p{Lu}\s]/u;

/** Steps counted inside a claim: `1) 분리하는 단계; 2) 배양하는 단계`. */
function countsSteps(text: string): boolean {
  const [, first] = /^\s*(\d{1,2})\)/.exec(text) ?? [];
  return first !== undefined && new RegExp(`[\\s;,]${Number(first) + 1}\\)`).test(text);
}

/** The number a claim's text begins with (`1. A battery`, `【청구항 2】`) and the text behind it. */
export function splitOwnNumber(text: string): { readonly number: number | null; readonly text: string } {
  const own = MARKED.test(text) ? !countsSteps(text) : !QUANTITY.test(text);
  const match = own ? OWN_NUMBER.exec(text) : null;
  return match ? { number: Number(match[1]), text: text.slice(match[0].length) } : { number: null, text };
}

const CANCELLED = /^[\s([（〔]*(?:cancell?ed|deleted|withdrawn|삭\s*제|削除|删除)[\s)\]）〕.]*$/iu;

/**
 * Claims with numbers, each text without its own number. A number of the markup that the text does not repeat is
 * believed; a claim without any takes the next free one. A text that says nothing but cancelled or deleted keeps its
 * number without text.
 */
export function completeClaims(drafts: readonly ClaimDraft[]): Claim[] {
  const claims: Claim[] = [];
  let last = 0;
  for (const draft of drafts.flatMap(expandCancelled)) {
    const claim = completeClaim(draft, last + 1);
    if (claim.text === '' && claim.status === 'active') continue;
    claims.push(claim);
    last = Math.max(last, claim.number);
  }
  return claims;
}

const CANCELLED_RANGE =
  /^[\s[(]*(?:claims?\s*)?(\d{1,4})\s*[-–—~]\s*(\d{1,4})\s*[\]).]*\s*[[(]?\s*(?:cancell?ed|deleted|withdrawn)\s*[\])]?\s*\.?$/i;

/** `1-20. (canceled)` is twenty claims. */
function expandCancelled(draft: ClaimDraft): readonly ClaimDraft[] {
  const [, from, to] = CANCELLED_RANGE.exec(draft.text) ?? [];
  const first = Number(from);
  const count = Number(to) - first + 1;
  if (!(count > 1 && count <= 2000)) return [draft];
  return Array.from({ length: count }, (_, index) => ({
    number: first + index,
    text: '',
    status: 'cancelled' as const,
  }));
}

function completeClaim(draft: ClaimDraft, next: number): Claim {
  const own = splitOwnNumber(draft.text);
  const printed = own.number !== null && (draft.number === null || own.number === draft.number);
  // A claim may begin with a quantity ("2 electrodes …"): only a number that fits is taken for the claim's own.
  const fits = draft.number === own.number || own.number === next || /^\s*(?:【|\d+\s*[.．、:)])/.test(draft.text);
  const text = (printed && fits ? own.text : draft.text).trim();
  const number = draft.number ?? (printed && fits ? own.number! : next);
  const cancelled = draft.status === 'cancelled' || CANCELLED.test(text);
  return {
    number,
    text: cancelled ? '' : text,
    status: cancelled ? 'cancelled' : 'active',
    refersTo: [...new Set(draft.refersTo ?? [])].filter((other) => other !== number),
  };
}

/** A citation with what is left out as unknown. */
export function citationOf(found: Partial<Citation> & Pick<Citation, 'text'>): Citation {
  return { document: null, citedBy: 'unknown', categories: [], claims: null, passages: null, date: null, ...found };
}
