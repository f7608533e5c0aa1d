import { createHash } from 'node:crypto';
import { type Publication, SimsaError, type Source } from '../../../core/index.js';
import { decodeText } from '../../encoding.js';
import { parseJson, rejectOf } from '../../record-reader.js';
import type { RawRecord, Read, Reader } from '../../types.js';
import { parseFields } from './fields.js';
import { publicationRecord } from './publication-record.js';

const NAME = 'simsa-json';

/** Our own form, one publication a line: what `simsa read --json` prints. Sources named in it are kept, this file is added. */
export const ownFormReader: Reader = {
  name: NAME,
  title: 'Publications as `simsa read --json` prints them, one a line',
  recognises: (head) => head.kind === 'json' && head.has('claimTranslations') && head.has('legalEvents'),
  *read(record): Generator<Read> {
    try {
      yield { type: 'publication', publication: readPublication(record) };
    } catch (thrown) {
      yield rejectOf(record, atLine(thrown, record));
    }
  },
};

function readPublication(record: RawRecord): Publication {
  const publication = parseFields(publicationRecord, parseJson(decodeText(record.bytes).text));
  const { file, offset } = record.place;
  const hash = createHash('sha256').update(record.bytes).digest('hex');
  const source: Source = { file, offset, hash, format: NAME, licence: null };
  return { ...publication, sources: [...publication.sources, source] };
}

/** One record a line, so the record's ordinal is the line to look at. */
function atLine(thrown: unknown, { place }: RawRecord): unknown {
  if (!(thrown instanceof SimsaError)) return thrown;
  return new SimsaError(thrown.code, thrown.details, { ...thrown.where, line: place.record }, { cause: thrown.cause });
}
