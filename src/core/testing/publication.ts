import type { Publication } from '../index.js';

/** A publication in which all but its key is empty, with the fields that matter to a test. */
export function emptyPublication(changes: Partial<Publication> & Pick<Publication, 'id'>): Publication {
  return {
    country: changes.id.slice(0, 2),
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
    ...changes,
  };
}
