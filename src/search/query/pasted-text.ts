/** Nobody types this much: it is a claim or an abstract. */
const LONG = 200;
/** Longer than any query that a person writes, even with operators. */
const TOO_LONG_TO_PARSE = 8_000;
const STRUCTURE =
  /"[^"]+"|\b(?:AND|OR|NOT|NEAR\/\d+|ADJ\/\d+)\b|\b(?:ti|ab|cl|de|pa|in|ipc|cpc|pd|ad|TL|AB|CL|AP|IPC)[:=]|\)\s*[*+]|[*+]\s*\(/;

/**
 * Whether a query is pasted text and not written in the query language: then brackets, quotation marks
 * and colons in it are the text's own.
 */
export function isPastedText(query: string): boolean {
  if (query.length > TOO_LONG_TO_PARSE) return true;
  return query.length > LONG && !STRUCTURE.test(query);
}
