import { splitClaims } from '../claims/index.js';
import { type Claim, type Paragraph, type PartialDate, parseDate, type Section } from '../core/index.js';
import { detectLanguage } from '../text/index.js';
import { headingOf, type Opens } from './headings.js';
import type { Application } from './types.js';

/** A claim's own heading: `【청구항 1】`, `### Claim 2`, `**청구항 3**`. */
const CLAIM_HEADING =
  /^(?:#{1,6}\s*|\*\*)?\s*[【[]?\s*(?:청구항|請求項|权利要求|claim)\s*([0-9０-９]{1,4})\s*[】\]]?\s*[.:：]?\s*(?:\*\*)?\s*$/i;
const BRACKETED = /^\s*【\s*([^】]{1,60}?)\s*】\s*(.*)$/;
const MARKDOWN = /^\s*#{1,6}\s+(.+?)\s*#*\s*$/;
const BOLD = /^\s*\*\*([^*]{1,80})\*\*\s*:?\s*(.*)$/;
const LABELLED = /^\s*([\p{L} ]{2,40})\s*[:：]\s*(.*)$/u;
/** A paragraph number of the applicant: `【0012】`, `[0012]`. */
const NUMBERED = /^\s*[【[](\d{3,5})[】\]]\s*/;

/** Text in one block and shorter than this may be a claim that someone pasted. */
const LONGEST_PASTED_CLAIM = 4000;

/**
 * Reads an application from plain text or Markdown by its headings, Korean (【청구범위】) or English
 * (`# Claims`, `Abstract`), Japanese and Chinese ones too. Text without headings is read as claims when they are
 * numbered or when it is one block, else as description.
 */
export function applicationFromText(text: string): Application {
  const parts = partsOf(text);
  return parts.headed ? fromParts(parts) : fromUnheaded(text);
}

interface Parts {
  headed: boolean;
  title: string;
  abstract: string[];
  claims: string[];
  date: PartialDate | null;
  readonly paragraphs: { section: Section; lines: string[]; heading: boolean }[];
}

function partsOf(text: string): Parts {
  const parts: Parts = { headed: false, title: '', abstract: [], claims: [], date: null, paragraphs: [] };
  let open: Opens = { part: 'description' };
  for (const line of text.split('\n')) {
    const claim = CLAIM_HEADING.exec(line);
    if (claim) {
      open = { part: 'claims' };
      parts.headed = true;
      parts.claims.push(`【청구항 ${claim[1]}】`);
      continue;
    }
    const heading = openedBy(line);
    if (heading) {
      open = heading.opens;
      parts.headed = true;
      addHeading(parts, heading);
      if (heading.rest) addLine(parts, open, heading.rest);
    } else if (isOtherHeading(line) && open.part !== 'claims') addOtherHeading(parts, open, line);
    else addLine(parts, open, line);
  }
  return parts;
}

interface OpenedHeading {
  readonly opens: Opens;
  readonly words: string;
  readonly rest: string;
}

function openedBy(line: string): OpenedHeading | null {
  for (const pattern of [BRACKETED, MARKDOWN, BOLD]) {
    const match = pattern.exec(line);
    const opens = match && headingOf(match[1]!);
    if (opens) return { opens, words: match[1]!, rest: match[2] ?? '' };
  }
  const bare = headingOf(line);
  if (bare && line.trim().length < 60) return { opens: bare, words: line.trim(), rest: '' };
  const labelled = LABELLED.exec(line);
  const opens = labelled && headingOf(labelled[1]!);
  return opens ? { opens, words: labelled[1]!, rest: labelled[2]! } : null;
}

function isOtherHeading(line: string): boolean {
  return MARKDOWN.test(line) || (BRACKETED.test(line) && !NUMBERED.test(line));
}

function addHeading(parts: Parts, { opens, words }: OpenedHeading): void {
  if (opens.part === 'section') parts.paragraphs.push({ section: opens.section, lines: [words], heading: true });
}

/** A heading that names no part is the title when none stands yet and nothing came before, else a heading of the description. */
function addOtherHeading(parts: Parts, open: Opens, line: string): void {
  const words = MARKDOWN.exec(line)?.[1] ?? BRACKETED.exec(line)![1]!;
  const first = !parts.title && !parts.paragraphs.length && !parts.claims.length && !parts.abstract.length;
  if (first) parts.title = words;
  else parts.paragraphs.push({ section: sectionOf(open), lines: [words], heading: true });
}

function addLine(parts: Parts, open: Opens, line: string): void {
  switch (open.part) {
    case 'title':
      if (line.trim()) parts.title ||= line.trim();
      return;
    case 'abstract':
      if (line.trim()) parts.abstract.push(line.replace(NUMBERED, '').trim());
      return;
    case 'claims':
      parts.claims.push(line);
      return;
    case 'date':
      parts.date ??= parseDate(line);
      return;
    case 'skip':
      return;
    default:
      addToDescription(parts, sectionOf(open), line);
  }
}

/** Paragraphs end at an empty line, and at the end of a line that is a sentence or carries a number of its own. */
function addToDescription(parts: Parts, section: Section, line: string): void {
  const last = parts.paragraphs.at(-1);
  const begins = NUMBERED.test(line) || !last || last.heading || last.section !== section || endsParagraph(last.lines);
  if (begins) parts.paragraphs.push({ section, lines: [line], heading: false });
  else last.lines.push(line);
}

function endsParagraph(lines: readonly string[]): boolean {
  return /^\s*$/.test(lines.at(-1)!) || /[.。!?:]\s*$/.test(lines.at(-1)!);
}

function sectionOf(open: Opens): Section {
  return open.part === 'section' ? open.section : 'other';
}

function fromParts(parts: Parts): Application {
  const description = toParagraphs(parts);
  const claims = splitClaims(parts.claims.join('\n').replace(/^\s*\n/, ''));
  const abstract = parts.abstract.join('\n') || null;
  return toApplication({ title: parts.title, abstract, claims, description, effectiveDate: parts.date });
}

function toParagraphs({ paragraphs }: Parts): Paragraph[] {
  const result: Paragraph[] = [];
  for (const { section, lines, heading } of paragraphs) {
    const whole = lines.join('\n').trim();
    if (!whole) continue;
    const number = NUMBERED.exec(whole)?.[1];
    const text = whole.replace(NUMBERED, '').trim();
    if (!text) continue;
    const label = number && !result.some((other) => other.label === number) ? number : `#${result.length + 1}`;
    const origin = label === number ? 'office' : 'order';
    result.push({ label, origin, section, kind: heading ? 'heading' : 'text', text });
  }
  return result;
}

/** Pasted text without any heading: numbered claims, one claim, or something to describe an invention by. */
function fromUnheaded(text: string): Application {
  const [first, ...more] = text.trim().split('\n');
  const claims = splitClaims(text);
  const numbered = claims.length > 1 || /^\s*(?:제?\s*1\s*[.)항]|1[.．])/.test(first!);
  const block = text.trim();
  const oneClaim = block.length < LONGEST_PASTED_CLAIM && isClaimLike(block);
  if (numbered || oneClaim) return toApplication({ claims });
  const titled = more.length > 0 && first!.length < 120 && !/[.다]$/.test(first!.trim());
  const body = titled ? more.join('\n') : text;
  const parts: Parts = {
    headed: false,
    title: titled ? first!.trim() : '',
    abstract: [],
    claims: [],
    date: null,
    paragraphs: [],
  };
  for (const line of body.split('\n')) addToDescription(parts, 'other', line);
  return toApplication({ title: parts.title, description: toParagraphs(parts) });
}

/** A claim is one sentence that names a thing: it has no other sentence end, and its own phrases or its closing noun tell it from prose. */
function isClaimLike(block: string): boolean {
  if (/[.。!?]\s+\S/.test(block.replace(/\b(?:FIG|e\.g|i\.e|No)\./gi, ''))) return false;
  if (/(?:다|요|까)[.?]?$/.test(block)) return false;
  return /comprising|consisting of|wherein|according to claim|포함하는|구비하는|특징으로 하는|있어서|을 갖는|를 갖는|特徴とする|備える|其特征在于|包括/.test(
    block,
  );
}

function toApplication(found: Partial<Application> & { readonly claims?: readonly Claim[] }): Application {
  const { title = '', abstract = null, claims = [], description = [], effectiveDate = null } = found;
  const sample = [claims[0]?.text, abstract, title, description.find(({ kind }) => kind === 'text')?.text];
  const language = detectLanguage(sample.filter(Boolean).join('\n'));
  return { title, language, abstract, claims, description, effectiveDate, publication: null };
}
