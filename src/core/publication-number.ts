/** A document number of one office (WIPO ST.3 country code, ST.16 kind code), without separators or padding. */
export interface DocumentNumber {
  readonly country: string;
  readonly number: string;
  readonly kind: string | null;
}

/**
 * Brings the number part to the one spelling used as key: upper case, no separators, no leading
 * zeros after the letters of a US series (`D0651432` → `D651432`), no check digit after a dot
 * (`201410408762.5` → `201410408762`, China's may be `.X`), and for Korea the register's trailing `0000`
 * dropped (`10-0866101-0000` → `100866101`). US and PCT publications, which the EPO's services shorten, take
 * the spelling of their own office: `US2012116137` → `20120116137`, `US201113167395` → `13167395`, `WO02/054790` and `WO0254790` → `2002054790`,
 * PCT filings that of `PCT/US98/16128` → `US1998016128`. The EPO leaves the kind of right off Korean numbers that name a
 * year (`20150096573` A or U); it comes back from the kind code.
 */
export function normaliseNumber(country: string, raw: string, kind: string | null = null): string {
  let text = raw
    .trim()
    .toUpperCase()
    .replace(country === 'CN' ? /\.[\dX]$/ : /\.\d$/, '')
    .replace(/[^0-9A-Z]/g, '');
  if (country && text.startsWith(country)) text = text.slice(country.length);
  if (country === 'KR' && /^\d{13}$/.test(text) && text.endsWith('0000') && !isKoreanYear(text.slice(2, 6))) {
    text = text.slice(0, 9);
  }
  if (country === 'KR' && /^\d{11}$/.test(text) && isKoreanYear(text.slice(0, 4))) {
    text = `${/^[UY]/.test(kind ?? '') ? '20' : '10'}${text}`;
  }
  if (country === 'US') {
    text = text
      .replace(/^(RE|PP|[DHTX])?0+(?=\d)/, '$1')
      .replace(/^(20\d\d)(?=\d{6}$)/, '$&0')
      .replace(/^20\d\d(?=\d{8}P?$)/, '');
  }
  return country === 'WO' ? withWholeYear(text) : text;
}

/** Year and serial as written before July 2004, the year sometimes after a zero: `02054790`, `0254790`, `09937368`. */
const SHORT_PCT = [/^(\d\d)([0-3]\d{5})$/, /^0?(\d\d)(\d{5})$/];

/** PCT publications and filings up to 2003 or 2004 name their year (from 1978) with two digits. */
function withWholeYear(number: string): string {
  const [, office = '', digits = ''] = /^(?:PCT(?=[A-Z]{2}\d))?([A-Z]{2})?(.*)$/.exec(number) ?? [];
  for (const form of SHORT_PCT) {
    const [, year, serial] = form.exec(digits) ?? [];
    if (!year || !serial) continue;
    if (Number(year) >= 78) return `${office}19${year}${serial.padStart(6, '0')}`;
    if (Number(year) <= 4) return `${office}20${year}${serial.padStart(6, '0')}`;
  }
  return `${office}${digits}`;
}

/** Korean numbers that name a year are applications or unexamined publications; others are registrations. */
function isKoreanYear(digits: string): boolean {
  const year = Number(digits);
  return year >= 1948 && year <= 2100;
}

const WITH_COUNTRY = /^([A-Z]{2})\s*[- ]?\s*([A-Z]{0,2}\s*[0-9][0-9 ,./-]*?)\s*[- ]?\s*([A-Z]\d?)?$/;
const KOREAN = /^(10|20|30|40)\s*-?\s*(?:(\d{4})\s*-?\s*(\d{7})|(\d{7})(?:\s*-?\s*(\d{4}))?)\s*([A-Z]\d?)?$/;

/**
 * Reads a document number in any spelling that searchers paste: `US8672134B2`, `US 8,672,134 B2`,
 * `10-2019-0100885`, `1020190100885`, `KR101234567 B1`, `10-0866101-0000`, `EP1127520B1`, `WO2022/259205 A1`.
 * @returns null when the text cannot be a document number.
 */
export function parseDocumentNumber(text: string): DocumentNumber | null {
  const trimmed = text
    .trim()
    .toUpperCase()
    .replace(/^제\s*/, '')
    .replace(/\s*호$/, '');
  const korean = KOREAN.exec(trimmed.replace(/^KR\s*[- ]?\s*/, ''));
  if (korean) {
    const [, right, year, serial, registration, , kind] = korean;
    return { country: 'KR', number: `${right}${year ?? ''}${serial ?? registration}`, kind: kind ?? null };
  }
  const match = WITH_COUNTRY.exec(trimmed);
  if (!match) return null;
  const [, country, number, kind] = match;
  if (!country || !number || !/\d{3,}/.test(number.replace(/[ ,./-]/g, ''))) return null;
  return { country, number: normaliseNumber(country, number, kind), kind: kind ?? null };
}

/** The key of a document: `US8672134B2`, `KR1020190100885`. */
export function formatDocumentNumber(document: DocumentNumber): string {
  return `${document.country}${document.number}${document.kind ?? ''}`;
}
