import { SimsaError } from '../../../core/index.js';
import type { Draft } from '../../parts.js';
import { jsonReader, xmlReader } from '../../record-reader.js';
import { attribute, child, children, descendants, text } from '../../xml/navigate.js';
import type { XmlElement } from '../../xml/types.js';
import { elementOf } from './badgerfish.js';
import { draftOfExchange, readForms } from './exchange-document.js';
import { draftOfFullText } from './full-text.js';
import { draftsOfFamily } from './ops-family.js';
import { draftsOfRegister } from './ops-register.js';

/** Open Patent Services of the EPO, version 3.2, in XML. */
export const epoOpsXml = xmlReader({
  name: 'epo-ops-xml',
  title: 'EPO Open Patent Services, XML',
  licence: null,
  recognises: (head) => head.root === 'world-patent-data',
  map: (root) => draftsOfAnswer(root),
});

/** The same answers in JSON, whole or as single exchange documents. */
export const epoOpsJson = jsonReader({
  name: 'epo-ops-json',
  title: 'EPO Open Patent Services, JSON',
  licence: null,
  recognises: (head) =>
    head.has('ops:world-patent-data') ||
    head.has('exchange-document') ||
    (head.has('@family-id') && head.has('bibliographic-data')),
  *map(value) {
    for (const one of Array.isArray(value) ? value : [value]) yield* draftsOfAnswer(elementOf('answer', one));
  },
});

/** Elements of an answer that stand for publications. A family keeps its members' own documents inside. */
const PARTS = ['patent-family', 'register-document', 'exchange-document', 'fulltext-document', 'search-result'];

function* draftsOfAnswer(answer: XmlElement): Generator<Draft> {
  if (child(answer, 'bibliographic-data')) yield draftOfExchange(answer);
  else for (const part of partsOf(answer)) yield* draftsOfPart(part);
  for (const missing of descendants(answer, 'fault', 'error')) {
    throw new SimsaError('gazette.no-publication', { format: `EPO OPS (${text(missing)})` });
  }
}

/** The parts of an answer in order; hits of a search may hold whole documents, other parts are read with what they hold. */
function* partsOf(answer: XmlElement): Generator<XmlElement> {
  for (const element of children(answer)) {
    if (PARTS.includes(element.name)) yield element;
    if (element.name === 'search-result' || !PARTS.includes(element.name)) yield* partsOf(element);
  }
}

function* draftsOfPart(part: XmlElement): Generator<Draft> {
  if (part.name === 'patent-family') yield* draftsOfFamily(part);
  else if (part.name === 'register-document') yield* draftsOfRegister(part);
  else if (part.name === 'fulltext-document') yield draftOfFullText(part);
  else if (part.name === 'exchange-document') {
    // An answer to many numbers names those it does not have; there is nothing to read of them.
    if (attribute(part, 'status') !== 'not found') yield draftOfExchange(part);
  } else yield* searchHits(part);
}

/** A search that asked for numbers only gives each hit's number and simple family. */
function* searchHits(result: XmlElement): Generator<Draft> {
  for (const hit of children(result, 'publication-reference')) {
    const publication = readForms([hit]);
    if (!publication) continue;
    yield {
      country: publication.country,
      kind: publication.kind,
      numbers: { publication: publication.number },
      dates: { published: publication.date },
      family: { simple: attribute(hit, 'family-id'), extended: null, members: [] },
    };
  }
}
