import type { Claim } from '../core/index.js';
import { isCancelledText } from './cancelled.js';

/** Words above the claims that are no part of them. */
const TITLE =
  /^\s*(?:(?:what\s+(?:is|we)\s+claim(?:ed)?(?:\s+is)?|(?:i|we)\s+claim|the\s+invention\s+claimed\s+is|claims?|listing of claims|patentansprüche|revendications|reivindicaciones)\s*[:.]?|[【[]?\s*(?:특허)?\s*청구(?:의)?\s*범위\s*[】\]]?|[【[]?\s*特許請求の範囲\s*[】\]]?|权利要求书|權利要求書)\s*(?:\n|$)/i;

/** `【청구항 1】`, `청구항 1`, `Claim 1:`, `請求項1`; not `청구항 1에 있어서`. */
const NAMED =
  /^[^\S\n]*[【[]?[^\S\n]*(?:청구항|請求項|权利要求|權利要求|请求项|claim)\s*([0-9０-９]{1,4})\s*(?:[】\]][^\S\n]*|[.:：)](?=\s|$|[^\d])[^\S\n]*|(?=\n|$)|[^\S\n]+(?![에의또내중및과와,~-]|to\b|or\b|and\b|wherein\b|and\/or\b|第|所述|に))/gim;
/** `제1항. …`, `제1항:` */
const ORDINAL = /^[^\S\n]*제\s*([0-9０-９]{1,4})\s*항\s*[.:)]\s*/gm;
/** `1. …`, `1) …`, `5-7. (canceled)`, also after a sentence end on one line; counted up to tell them from steps. */
const SERIAL =
  /(?:^|(?<=[.。]\s{0,3}))[^\S\n]*(?:claims?\s+)?([0-9０-９]{1,4})(?:\s*(?:-|–|to|~)\s*([0-9０-９]{1,4}))?\s*([.．、):])(?![0-9])\s*(?=\S)/gim;

/** Longest jump in serial numbers that is still read as numbering. */
const LONGEST_GAP = 20;

interface Heading {
  readonly start: number;
  readonly end: number;
  readonly number: number;
  /** Last number of a heading that stands for several cancelled claims. */
  readonly last: number;
}

/**
 * Divides the text of a claims section into claims by their headings. Text without any heading is claim 1.
 * A claim that only says it was cancelled has that status; numbers are taken as they stand, so that gaps and
 * duplicates show in the issues of `parseClaims`.
 */
export function splitClaims(text: string): Claim[] {
  const title = TITLE.exec(text);
  const body = title ? text.slice(title[0].length) : text;
  const headings = headingsOf(body);
  if (!headings.length) return body.trim() ? [toClaim(1, body)] : [];
  const claims: Claim[] = [];
  for (const [index, heading] of headings.entries()) {
    const piece = body.slice(heading.end, headings[index + 1]?.start ?? body.length);
    for (let number = heading.number; number <= heading.last; number++) claims.push(toClaim(number, piece));
  }
  return claims;
}

function headingsOf(body: string): Heading[] {
  const named = find(body, NAMED);
  if (named.length) return named;
  const ordinal = find(body, ORDINAL);
  return ordinal.length ? ordinal : serialHeadings(body);
}

function find(body: string, pattern: RegExp): Heading[] {
  return [...body.matchAll(pattern)].map((match) => {
    const number = digits(match[1]!);
    return { start: match.index, end: match.index + match[0].length, number, last: number };
  });
}

function serialHeadings(body: string): Heading[] {
  const headings: Heading[] = [];
  let mark = '';
  for (const match of body.matchAll(SERIAL)) {
    // Steps are often numbered `1)` in claims numbered `1.`: every heading has the mark of the first.
    if (headings.length && match[3] !== mark) continue;
    const number = digits(match[1]!);
    const last = match[2] ? digits(match[2]) : number;
    const before = headings.at(-1)?.last ?? 0;
    const lineStart = match.index === 0 || body[match.index - 1] === '\n';
    // Within a line only the very next number opens a claim; a first claim may not open in the middle of the text.
    const furthest = lineStart ? before + LONGEST_GAP : headings.length ? before + 1 : -1;
    if (number <= before || number > furthest || last < number || last - number > 200) continue;
    mark = match[3]!;
    headings.push({ start: match.index, end: match.index + match[0].length, number, last });
  }
  return headings;
}

function digits(text: string): number {
  return Number(text.normalize('NFKC'));
}

function toClaim(number: number, piece: string): Claim {
  const text = piece.trim();
  return { number, text, status: isCancelledText(text) ? 'cancelled' : 'active', refersTo: [] };
}
