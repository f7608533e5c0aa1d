import { z } from 'zod';
import { normaliseNumber } from '../../core/index.js';
import { type CorpusFormat, NO_IDENTITY, optional, paragraphsOf, partOf, readFields } from './format.js';

const NAME = 'office-action-lines';

/** A notice or decision of an office on one application. */
const officeAction = z.object({
  applicationNumber: z.string().min(1),
  /** What the office calls it: `의견제출통지서`, `거절결정서`, `Non-Final Rejection`. */
  document: z.string().min(1),
  country: z.string().length(2).default('KR'),
  dispatchNumber: optional,
  date: optional,
  provisions: z.array(z.string().min(1)).default([]),
  text: z.string().min(1),
});

/** Office actions in JSON lines. Their text stands as it was printed, so that words may be cut at line ends. */
export const officeActionLines: CorpusFormat = {
  name: NAME,
  kind: 'office-actions',
  title: {
    en: 'office actions: applicationNumber, document, provisions[], text',
    ko: '의견제출통지서·거절결정서: applicationNumber, document, provisions[], text',
  },
  container: 'lines',
  recognises: ({ fields }) => fields.has('applicationNumber') && fields.has('document') && fields.has('text'),
  *read(record) {
    const action = readFields(officeAction, NAME, record);
    const number = `${action.country}${normaliseNumber(action.country, action.applicationNumber)}`;
    yield {
      id: `${number}/${action.document}/${action.dispatchNumber ?? record.line}`,
      kind: 'office-actions',
      identity: { ...NO_IDENTITY, numbers: [`application:${number}`] },
      classes: [],
      parts: partOf('body', paragraphsOf(action.text), { fromPrintedPage: action.country === 'KR' }),
      details: { provisions: [...new Set(action.provisions.map(spaced))] },
    };
  },
};

/** `특허법제29조제2항` as statutes are quoted: `특허법 제29조제2항`. */
function spaced(provision: string): string {
  return provision.replace(/([법령칙])\s*(?=제\d)/, '$1 ').trim();
}
