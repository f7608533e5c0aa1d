import type {
  Citation,
  ClaimVersion,
  ClassSymbol,
  LegalEvent,
  LocalText,
  Party,
  Priority,
  RelatedDocument,
  Source,
} from '../core/index.js';

/**
 * Joins lists of several records: the order of the first list is kept, what only later lists have
 * follows in their order. Items with equal keys become one through `join`.
 */
function union<T>(lists: readonly (readonly T[])[], key: (item: T) => string, join: (kept: T, other: T) => T): T[] {
  const byKey = new Map<string, T>();
  for (const item of lists.flat()) {
    const kept = byKey.get(key(item));
    byKey.set(key(item), kept === undefined ? item : join(kept, item));
  }
  return [...byKey.values()];
}

/** The kept record with its nulls filled from the other. */
function fill<T extends object>(kept: T, other: T): T {
  const filled = Object.entries(kept).map(([name, value]) => [name, value ?? other[name as keyof T]]);
  return Object.fromEntries(filled) as T;
}

/** Upper case without white space and punctuation, for comparing names and citations as printed. */
function squeezed(text: string): string {
  return text
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s.,;:'"()·-]/g, '');
}

const pick = <T>(kept: T): T => kept;

/** One text a language, the longest. */
export function unionTexts(lists: readonly (readonly LocalText[])[]): LocalText[] {
  return union(
    lists,
    ({ language }) => language,
    (kept, other) => (other.text.length > kept.text.length ? other : kept),
  );
}

export function unionParties(lists: readonly (readonly Party[])[]): Party[] {
  return union(
    lists,
    ({ role, name }) => `${role} ${squeezed(name)}`,
    (kept, other) => ({ ...fill(kept, other), otherNames: unionTexts([kept.otherNames, other.otherNames]) }),
  );
}

export function unionClasses(lists: readonly (readonly ClassSymbol[])[]): ClassSymbol[] {
  return union(lists, ({ scheme, symbol }) => `${scheme} ${symbol}`, fill);
}

export function unionPriorities(lists: readonly (readonly Priority[])[]): Priority[] {
  return union(lists, ({ country, number }) => `${country} ${number}`, fill);
}

export function unionRelated(lists: readonly (readonly RelatedDocument[])[]): RelatedDocument[] {
  return union(lists, ({ relation, country, number }) => `${relation} ${country ?? ''} ${number}`, fill);
}

/**
 * Citations are one when the document (or the printed text) and who cited it agree. A citation whose
 * citer one source does not know joins the same citation of a source that does.
 */
export function unionCitations(lists: readonly (readonly Citation[])[]): Citation[] {
  const work = ({ document, text }: Citation) => document ?? squeezed(text);
  const all = union(lists, (citation) => `${citation.citedBy} ${work(citation)}`, joinCitations);
  const known = new Set(all.filter(({ citedBy }) => citedBy !== 'unknown').map(work));
  const strangers = all.filter((citation) => citation.citedBy === 'unknown' && known.has(work(citation)));
  const hints = new Map(strangers.map((citation) => [work(citation), citation]));
  return all
    .filter((citation) => !strangers.includes(citation))
    .map((citation) => {
      const hint = hints.get(work(citation));
      return hint ? joinCitations(citation, hint) : citation;
    });
}

function joinCitations(kept: Citation, other: Citation): Citation {
  return { ...fill(kept, other), categories: [...new Set([...kept.categories, ...other.categories])] };
}

/** Oldest first. */
export function unionClaimVersions(lists: readonly (readonly ClaimVersion[])[]): ClaimVersion[] {
  const versions = union(lists, ({ version, date, document }) => `${version} ${date} ${document}`, pick);
  return byDate(versions);
}

/** Oldest first. */
export function unionEvents(lists: readonly (readonly LegalEvent[])[]): LegalEvent[] {
  const events = union(lists, ({ date, code, text }) => `${date} ${code ?? ''} ${squeezed(text)}`, fill);
  return byDate(events);
}

/** A stable sort in which an undated item keeps to the item before it. */
function byDate<T extends { readonly date: string | null }>(items: readonly T[]): T[] {
  let last = '';
  const dated = items.map((item) => {
    last = item.date ?? last;
    return { item, date: last };
  });
  return dated.sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0)).map(({ item }) => item);
}

export function unionMembers(lists: readonly (readonly string[])[]): string[] {
  return union(lists, (member) => member, pick);
}

/** Every place, by file and offset. */
export function unionSources(lists: readonly (readonly Source[])[]): Source[] {
  const key = ({ file, offset, hash }: Source) => `${file} ${offset} ${hash}`;
  return union(lists, key, pick).sort(
    (a, b) => compare(a.file, b.file) || a.offset - b.offset || compare(a.hash, b.hash),
  );
}

/** By UTF-16 units, the same in every locale. */
export function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
