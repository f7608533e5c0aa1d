import { type Change, inTurn, paragraphStep, replaced } from './step.js';

/** What stands in the text for what was masked. */
export const MASKS = { resident: '«주민번호»', phone: '«전화»', mail: '«메일»', name: '«성명»' } as const;

const RULES = {
  'resident-number': `a resident registration number, masked as ${MASKS.resident}`,
  phone: `a telephone or fax number, masked as ${MASKS.phone}`,
  mail: `an e-mail address, masked as ${MASKS.mail}`,
  name: `a person named by a label (심사관, 변리사, Primary Examiner), masked as ${MASKS.name}`,
} as const;

/** Day of birth, then sex and century, then five digits and a check digit. Numbers of applications do not begin with a date. */
const RESIDENT = /(?<![\d-])\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\s?-\s?[1-8]\d{6}(?![\d-])/g;
/** Korean area, mobile and service codes; `+82`; and the form of the United States with the area code in brackets. */
const PHONE =
  /(?<![\d.-])(?:(?:\+82[ -]?|0)(?:2|3[1-3]|4[1-4]|5[1-5]|6[1-4]|1[016-9]|70|80|50\d)\)?[ .-]\s?\d{3,4}[ .-]\s?\d{4}|\([2-9]\d{2}\) ?\d{3}-\d{4})(?![\d-])/g;
const MAIL = /[A-Za-z0-9][\w.+-]*@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+/g;
const KOREAN_NAME =
  /(?<=(?:심\s?사\s?관|심\s?사\s?장|심\s?판\s?장|변\s?리\s?사|특허팀장|파트장)\s?[:：]?\s?)(?!직|등|보|실|이|은|는|의|가|에|과|와|을|를|및|들|도|인|님)[가-힣](?:\s?[가-힣]){1,3}(?=\s*(?:[,.(\n]|$|심사관|변리사|사무관|서기관))/g;
const ENGLISH_NAME =
  /(?<=\b(?:Primary|Assistant|Supervisory Patent) Examiner\s*[-—–:]\s*|\bAttorney, Agent,? or Firm\s*[-—–:]\s*)[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]*){1,3}/g;

/** Masks what tells who a person is or how to reach them. The reported text shows the mask, never what it hides. */
export const privacyStep = paragraphStep('privacy', RULES, (text) =>
  inTurn(text, [
    (now) => masked(now, /\d-\s?[1-8]\d{6}/, 'resident-number', RESIDENT, MASKS.resident),
    (now) => masked(now, /\d[ .-]\s?\d{4}(?!\d)/, 'phone', PHONE, MASKS.phone),
    (now) => masked(now, /@/, 'mail', MAIL, MASKS.mail),
    (now) => masked(now, /심\s?사\s?[관장]|심\s?판\s?장|변\s?리\s?사|팀장|파트장/, 'name', KOREAN_NAME, MASKS.name),
    (now) => masked(now, /Examiner|Attorney/, 'name', ENGLISH_NAME, MASKS.name),
  ]),
);

function masked(text: string, hint: RegExp, rule: string, pattern: RegExp, mask: string): Change | null {
  const change = hint.test(text) ? replaced(text, rule, pattern, mask) : null;
  return change && { ...change, went: mask };
}
