import { cnipaNew } from './readers/cnipa/new.js';
import { cnipaOld } from './readers/cnipa/old.js';
import { dpmaRegister } from './readers/dpma/register.js';
import { epoDocdb } from './readers/epo/docdb.js';
import { epoFullText } from './readers/epo/full-text.js';
import { epoOpsJson, epoOpsXml } from './readers/epo/ops.js';
import { epoSt36 } from './readers/epo/st36.js';
import { googleBigQueryReader } from './readers/google-bigquery.js';
import { jpoOfficialGazette } from './readers/jpo/official-gazette.js';
import { jpoSt96 } from './readers/jpo/st96.js';
import {
  koreanCitationListReader,
  koreanClaimRowReader,
  koreanOfficeActionReader,
} from './readers/json-lines/korean-lists.js';
import { koreanRecordReader } from './readers/json-lines/korean-record.js';
import { ownFormReader } from './readers/json-lines/own-form.js';
import { usRecordReader } from './readers/json-lines/us-record.js';
import { kipoFilingReader, kipoGazetteReader, kipoNoticeReader } from './readers/korea/kipo.js';
import { kiprisJsonReader, kiprisXmlReader } from './readers/korea/kipris.js';
import { patentsViewReader } from './readers/usa-json/patentsview.js';
import { pedsReader } from './readers/usa-json/peds.js';
import { odpOfficeActionReader } from './readers/usa-json/solr-sets.js';
import { odpFileWrapperReader } from './readers/usa-json/wrapper.js';
import { usptoBrs } from './readers/uspto/brs.js';
import { usptoGreenBook } from './readers/uspto/green-book.js';
import { usptoEarlyApplication } from './readers/uspto/pap.js';
import { usptoSt32Grant } from './readers/uspto/patdoc.js';
import { usptoApplication, usptoGrant } from './readers/uspto/st36.js';
import { usptoProsecutionFile } from './readers/uspto/xml4ip.js';
import { vendorPatentDocument } from './readers/vendor/patent-document.js';
import { wipoSt36 } from './readers/wipo/st36.js';
import { wipoSt96 } from './readers/wipo/st96.js';
import type { Reader } from './types.js';

/** Every format that can be read, in the order in which they are asked whether a record is theirs. */
export const READERS: readonly Reader[] = [
  usptoGrant,
  usptoApplication,
  usptoEarlyApplication,
  usptoSt32Grant,
  usptoGreenBook,
  usptoBrs,
  usptoProsecutionFile,
  epoSt36,
  epoDocdb,
  epoFullText,
  epoOpsXml,
  epoOpsJson,
  wipoSt36,
  wipoSt96,
  vendorPatentDocument,
  jpoOfficialGazette,
  jpoSt96,
  cnipaNew,
  cnipaOld,
  dpmaRegister,
  ownFormReader,
  kipoGazetteReader,
  kipoFilingReader,
  kipoNoticeReader,
  kiprisXmlReader,
  kiprisJsonReader,
  odpFileWrapperReader,
  odpOfficeActionReader,
  pedsReader,
  patentsViewReader,
  googleBigQueryReader,
  koreanOfficeActionReader,
  koreanCitationListReader,
  koreanClaimRowReader,
  koreanRecordReader,
  usRecordReader,
];

const byName = new Map(READERS.map((reader) => [reader.name, reader]));

export function readerNamed(name: string): Reader | null {
  return byName.get(name) ?? null;
}
