import type { PublicationType } from '../../../core/index.js';
import type { Draft } from '../../parts.js';
import { madeId } from '../made-id.js';
import { firstOfList, registrationNumber, typeOfRight, yearFiled, yearNumber, yearPublished } from './numbers.js';

/** Numbers and dates of an application as a Korean source prints them. */
export interface KoreanApplication {
  readonly applicationNumber?: string | null;
  /** Of the unexamined publication (공개). */
  readonly publicationNumber?: string | null;
  readonly registrationNumber?: string | null;
  readonly filingDate?: string | null;
  readonly openDate?: string | null;
  /** Of the gazette that announced the grant (공고). */
  readonly publicationDate?: string | null;
  readonly registrationDate?: string | null;
}

type Head = Pick<Draft, 'id' | 'country' | 'kind' | 'type' | 'numbers' | 'dates'>;

/**
 * Key, type, numbers and dates of a Korean record. Korean services answer by application, so a record is keyed by
 * its application number without a kind code; one that names only a registration by that (kind B1, utility models
 * Y1); one without any number gets a made key. Dates that the source leaves out are known to the year from the numbers.
 * @param bytes of the record, for a made key
 */
export function koreanHead(printed: KoreanApplication, bytes: Uint8Array): Head {
  const application = yearNumber(printed.applicationNumber);
  const right = application?.slice(0, 2);
  const publication = yearNumber(printed.publicationNumber, right);
  const registration = registrationNumber(firstOfList(printed.registrationNumber), right);
  const dates = koreanDates(printed, application, publication);
  const number = application ?? registration ?? publication;
  if (number === null)
    return { id: madeId('KR', bytes), country: 'KR', kind: null, type: 'patent', numbers: {}, dates };
  const type = typeOfRight(number) ?? 'other';
  if (application)
    return { country: 'KR', kind: null, type, numbers: { application, publication, registration }, dates };
  const kind = kindOf(printed, registration !== null, type);
  return { country: 'KR', kind, type, numbers: { publication: number, registration }, dates };
}

function kindOf(printed: KoreanApplication, registered: boolean, type: PublicationType): string {
  const raw = registered ? printed.registrationNumber : printed.publicationNumber;
  const stated = /\d\s*([A-Z]\d?)\s*$/.exec(raw ?? '')?.[1];
  const utility = type === 'utility-model';
  return stated ?? (registered ? (utility ? 'Y1' : 'B1') : utility ? 'U' : 'A');
}

function koreanDates(
  printed: KoreanApplication,
  application: string | null,
  publication: string | null,
): Head['dates'] {
  const opened = printed.openDate ?? yearPublished(publication);
  return {
    filed: printed.filingDate ?? yearFiled(application),
    published: printed.publicationDate ?? opened,
    opened: printed.publicationDate ? opened : null,
    granted: firstOfList(printed.registrationDate),
  };
}
