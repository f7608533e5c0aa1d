import { xmlReader } from '../../record-reader.js';
import { draftOfExchange } from './exchange-document.js';

/** DOCDB, the EPO's bibliographic database: one `exchange-document`, with or without its prefix bound. */
export const epoDocdb = xmlReader({
  name: 'epo-docdb-xml',
  title: 'EPO DOCDB, exchange-document',
  licence: null,
  recognises: (head) => head.root === 'exchange-document',
  *map(root) {
    yield draftOfExchange(root);
  },
});
