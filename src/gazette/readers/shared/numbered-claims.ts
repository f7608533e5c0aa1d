/** A claim found by the number printed before it. */
export interface PrintedClaim {
  readonly number: number;
  readonly text: string;
}

/** `1. `, `1.- `, `1 - `, `1) `, `１．`, `[請求項1]`, `【청구항 1】`, `청구항 1.`, `Claim 1.` */
const LABEL =
  /^\s*(?:[[【]?\s*(?:請求項|청구항|权利要求|claim|anspruch|revendication)\s*([0-9０-９]{1,3})\s*[\]】.:]?\s*|([0-9０-９]{1,3})\s*(?:[.．](?!\d)\s*[-–—]?|[)）、,:]|\s[-–—]\s)\s*)(?=\S)/iu;

/**
 * Reads the number printed before a claim.
 * @returns the number and the length of what was printed for it, or null
 */
export function printedNumber(text: string): { readonly number: number; readonly length: number } | null {
  const match = LABEL.exec(text);
  if (!match) return null;
  const number = Number((match[1] ?? match[2] ?? '').normalize('NFKC'));
  return number > 0 ? { number, length: match[0].length } : null;
}

/**
 * Splits a claim set that a service gives as lines, or as one line, into claims by their printed numbers.
 * A line belongs to a new claim only when it carries the next number in turn, so that steps (`(i)`, `2) …`
 * inside claim 5) stay where they are. A heading before claim 1 (`REIVINDICACIONES`) is no claim text.
 */
export function splitNumberedClaims(lines: readonly string[]): PrintedClaim[] {
  const claims: { number: number; lines: string[] }[] = [];
  const before: string[] = [];
  for (const line of lines) {
    const text = line.trim();
    if (!text) continue;
    const printed = printedNumber(text);
    if (printed && printed.number === claims.length + 1) {
      claims.push({ number: printed.number, lines: [text.slice(printed.length)] });
    } else {
      (claims.at(-1)?.lines ?? before).push(text);
    }
  }
  if (claims.length === 0) return before.length > 0 ? splitRunOn({ number: 1, text: before.join('\n') }) : [];
  return claims.map(({ number, lines: parts }) => ({ number, text: parts.join('\n') })).flatMap(splitLast);
}

/** Only the last claim of a set can hide the numbers that follow it. */
function splitLast(claim: PrintedClaim, index: number, all: readonly PrintedClaim[]): PrintedClaim[] {
  return index === all.length - 1 ? splitRunOn(claim) : [claim];
}

/** Splits `1. A device. 2. The device of claim 1.` where the end of a sentence is followed by the next number. */
function splitRunOn(first: PrintedClaim): PrintedClaim[] {
  const found: PrintedClaim[] = [];
  let { number, text } = first;
  for (;;) {
    const next = number + 1;
    const at = new RegExp(`(?<=[.;。；])\\s*${next}\\s*[.．](?!\\d)\\s*(?=[\\p{Lu}\\p{Lo}])`, 'u').exec(text);
    if (!at) break;
    found.push({ number, text: text.slice(0, at.index).trim() });
    text = text.slice(at.index + at[0].length);
    number = next;
  }
  return [...found, { number, text: text.trim() }];
}
