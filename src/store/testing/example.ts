import { createHash } from 'node:crypto';
import type { Publication, Source } from '../../core/index.js';

const EMPTY: Publication = {
  id: 'KR1020190100885',
  country: 'KR',
  kind: null,
  type: 'patent',
  numbers: { publication: null, application: null, registration: null },
  dates: { filed: null, published: null, opened: null, granted: null },
  language: 'ko',
  titles: [],
  abstracts: [],
  parties: [],
  classes: [],
  priorities: [],
  related: [],
  family: { simple: null, extended: null, members: [] },
  citations: [],
  claims: [],
  claimTranslations: [],
  claimVersions: [],
  description: [],
  drawings: [],
  legalEvents: [],
  status: null,
  sources: [],
};

/** A made-up publication for tests; its source's hash follows its content. */
export function examplePublication(changes: Partial<Publication> = {}): Publication {
  const publication = { ...EMPTY, ...changes };
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
