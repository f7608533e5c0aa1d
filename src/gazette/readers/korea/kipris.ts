import { SimsaError } from '../../../core/index.js';
import type { Draft } from '../../parts.js';
import { jsonReader, xmlReader } from '../../record-reader.js';
import { notAPublication } from '../not-a-publication.js';
import { koreanDraft } from './bibliography.js';
import { kiprisBibliography } from './kipris-item.js';
import { groupedBy, ROW_KINDS } from './kipris-rows.js';
import { typeOfRight, yearNumber } from './numbers.js';
import { at, field, outermost, type Tree, treeOfJson, treeOfXml } from './tree.js';

/** Answers of the KIPRIS Plus services in XML: bibliography detail, searches, citations, papers, families, claim history. */
export const kiprisXmlReader = xmlReader({
  name: 'kipris-xml',
  title: 'KIPRIS Plus answers in XML (bibliography, searches, citations, procedure, family, claim history)',
  licence: null,
  recognises: (head) =>
    (head.root === 'response' && head.mentions('resultCode')) || head.mentions('<PatentUtilityInfo'),
  map: (root, _document, { bytes }) => draftsOf(treeOfXml(root), bytes),
});

/** The same answers turned into JSON, with or without the envelope around them. */
export const kiprisJsonReader = jsonReader({
  name: 'kipris-json',
  title: 'KIPRIS Plus answers as JSON',
  licence: null,
  recognises: (head) =>
    head.has('biblioSummaryInfoArray') ||
    (head.has('response') && head.has('resultCode')) ||
    head.has('PatentUtilityInfo') ||
    (head.has('operations') && head.has('note')),
  map: (value, { bytes }) => draftsOf(treeOfJson(value), bytes),
});

function* draftsOf(answer: Tree, bytes: Uint8Array): Generator<Draft> {
  refuseOthers(answer);
  const items = [...outermost(answer, isItem)];
  for (const item of items.filter(isBibliography)) {
    const record = kiprisBibliography(item);
    if (record.applicationNumber || record.abstract || record.claims?.length) yield koreanDraft(record, bytes);
  }
  const rows = items.filter((item) => !isBibliography(item));
  for (const [applicationNumber, own] of groupedBy(rows, (row) => field(row, 'applicationnumber') ?? '')) {
    if (!yearNumber(applicationNumber)) throw new SimsaError('gazette.no-number', {});
    for (const { mark, read } of ROW_KINDS) {
      const marked = own.filter((row) => row.fields.has(mark));
      if (marked.length > 0) yield koreanDraft({ applicationNumber, ...read(marked) }, bytes);
    }
  }
}

function isItem(tree: Tree): boolean {
  return isBibliography(tree) || ROW_KINDS.some(({ mark }) => tree.fields.has(mark));
}

const RECORD_FIELDS = ['inventiontitle', 'inventionname', 'titleofinvention', 'bibliosummaryinfoarray'];

function isBibliography(tree: Tree): boolean {
  return RECORD_FIELDS.some((name) => tree.fields.has(name));
}

/** @throws SimsaError `gazette.not-a-publication` for answers that are whole but hold no patent or utility model */
function refuseOthers(answer: Tree): void {
  if (answer.fields.has('operations')) {
    throw notAPublication('a list of the operations of KIPRIS Plus', 'KIPRIS Plus 오퍼레이션 목록');
  }
  const code =
    at(answer, 'header', 'resultcode')[0]?.text ?? at(answer, 'response', 'header', 'resultcode')[0]?.text ?? '';
  if (code !== '' && code !== '00' && code !== '0') {
    throw notAPublication(`an error answer of KIPRIS Plus (code ${code})`, `KIPRIS Plus 오류 응답(코드 ${code})`);
  }
  const numbers = [...outermost(answer, (tree) => tree.fields.has('applicationnumber'))].flatMap(
    (tree) => yearNumber(field(tree, 'applicationnumber')) ?? [],
  );
  if (numbers.length > 0 && numbers.every((number) => typeOfRight(number) === null)) {
    throw notAPublication('an answer about trade mark applications', '상표 출원에 관한 응답');
  }
  if ([...outermost(answer, isRefusal)].length > 0) {
    throw notAPublication('an answer about a notice or decision of an examiner', '심사관 통지·결정에 관한 응답');
  }
}

const REFUSAL_FIELDS = ['refusalpetitionclause', 'refusallawarticlecontent', 'rejectioncontentdetail'];

function isRefusal(tree: Tree): boolean {
  return REFUSAL_FIELDS.some((name) => tree.fields.has(name));
}
