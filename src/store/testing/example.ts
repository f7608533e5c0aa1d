import { createHash } from 'node:crypto';
import type { Publication, Source } from '../../core/index.js';
import { emptyPublication } from '../../core/testing/publication.js';

/** A made-up publication for tests; its source's hash follows its content. */
export function examplePublication(changes: Partial<Publication> = {}): Publication {
  const publication = emptyPublication({ id: 'KR1020190100885', ...changes });
  return publication.sources.length > 0 ? publication : { ...publication, sources: [exampleSource(publication)] };
}

/** A record of a Korean application, as KIPRIS services answer: without kind code. */
export function exampleApplication(number: string, changes: Partial<Publication> = {}): Publication {
  const numbers = { publication: null, application: number, registration: null, ...changes.numbers };
  return examplePublication({ id: `KR${number}`, ...changes, numbers });
}

/** A record of a printed document, with its kind code. */
export function exampleDocument(
  document: { readonly number: string; readonly kind: string; readonly application: string | null },
  changes: Partial<Publication> = {},
): Publication {
  const { number, kind, application } = document;
  const numbers = { publication: number, application, registration: null };
  return examplePublication({ id: `KR${number}${kind}`, kind, numbers, ...changes });
}

function exampleSource(content: Publication): Source {
  const hash = createHash('sha256').update(JSON.stringify(content)).digest('hex');
  return { file: 'made-up.jsonl', offset: 0, hash, format: 'simsa-jsonl', licence: null };
}
