import { formatDocumentNumber, normaliseNumber } from '../../../core/index.js';

/**
 * Kinds of Japanese documents by the words before the number (JPO, "Kind of documents" of its gazettes).
 * The longer words come first, since 特許 begins many of them.
 */
const JAPANESE_KINDS: readonly (readonly [words: RegExp, kind: string])[] = [
  [/^(?:国際公開|再公表特許|再表)/, 'WO'],
  [/^(?:特開|特許出願公開|公開特許公報)/, 'A'],
  [/^(?:特表|公表特許公報)/, 'A'],
  [/^(?:特公|特許出願公告)/, 'B'],
  [/^(?:特許公報|特許)/, 'B'],
  [/^(?:実開|実用新案登録出願公開|実表)/, 'U'],
  [/^(?:実公|実用新案登録出願公告)/, 'Y'],
  [/^(?:実登|実用新案登録|登録実用新案公報|登録実用新案)/, 'U'],
];

/** Countries by the word that opens a citation of their documents. */
const COUNTRIES: readonly (readonly [word: string, country: string])[] = [
  ['米国', 'US'],
  ['欧州', 'EP'],
  ['独国', 'DE'],
  ['ドイツ', 'DE'],
  ['英国', 'GB'],
  ['仏国', 'FR'],
  ['フランス', 'FR'],
  ['中国', 'CN'],
  ['韓国', 'KR'],
  ['大韓民国', 'KR'],
  ['台湾', 'TW'],
  ['カナダ', 'CA'],
  ['豪国', 'AU'],
  ['オーストラリア', 'AU'],
  ['ロシア', 'RU'],
  ['スイス', 'CH'],
  ['国際公開', 'WO'],
];

/** Letters of DOCDB for the eras in which the office counted its years: `特開平７－４０７５２` → `H0740752`. */
const ERAS: Readonly<Record<string, string>> = { 明: 'M', 大: 'T', 昭: 'S', 平: 'H', 令: 'R' };

const STATED = /\(\s*([A-Z]{2})\s*,\s*([A-Z]\d?)\s*\)/;
const ERA_NUMBER = /(明|大|昭|平|令)(?:治|正|和|成)?\s*(\d{1,2}|元)\s*(?:年)?(?:第|[-‐−–—ー])?\s*(\d{1,6})/;
const YEAR_NUMBER = /((?:19|20)\d{2})\s*(?:年)?(?:第|[-‐−–—ー/])\s*(\d{1,7})/;
const PLAIN_NUMBER = /(?:第|No\.?|[^\d])\s*([A-Z]{0,2}\d[\d,./\s-]*\d)/;

/**
 * The key of a document cited the Japanese way, whose digits are often of full width:
 * `特開２０２０－１７３０３１（ＪＰ，Ａ）` → `JP2020173031A`, `特開平７－４０７５２` → `JPH0740752A`,
 * `特許第６０２０７５７号公報` → `JP6020757B`, `米国特許第５９４８６３４号明細書（ＵＳ，Ａ）` → `US5948634A`.
 * Numbers of an era keep its letter and year, as DOCDB writes them; serials of western years take six digits.
 * @returns null when no document number can be told
 */
export function keyOfJapaneseCitation(printed: string): string | null {
  const text = printed.normalize('NFKC').trim();
  const stated = STATED.exec(text);
  const words = JAPANESE_KINDS.find(([pattern]) => pattern.test(text))?.[1] ?? null;
  const country = stated?.[1] ?? countryOf(text, words);
  if (!country) return null;
  const number = country === 'JP' ? japaneseNumber(text) : foreignNumber(country, text);
  if (!number) return null;
  const kind = stated?.[2] ?? (words === 'WO' || country !== 'JP' ? null : words);
  return formatDocumentNumber({ country, number, kind });
}

function countryOf(text: string, words: string | null): string | null {
  const foreign = COUNTRIES.find(([word]) => text.startsWith(word));
  if (foreign) return foreign[1];
  if (words === 'WO') return 'WO';
  return words ? 'JP' : null;
}

function japaneseNumber(text: string): string | null {
  const era = ERA_NUMBER.exec(text);
  if (era) {
    const year = era[2] === '元' ? '1' : era[2]!;
    return `${ERAS[era[1]!]}${year.padStart(2, '0')}${Number(era[3])}`;
  }
  const western = YEAR_NUMBER.exec(text);
  if (western) return `${western[1]}${western[2]!.padStart(6, '0')}`;
  return plainNumber('JP', text);
}

function foreignNumber(country: string, text: string): string | null {
  const western = YEAR_NUMBER.exec(text);
  if (western && (country === 'WO' || country === 'US')) {
    return `${western[1]}${western[2]!.padStart(country === 'WO' ? 6 : 7, '0')}`;
  }
  return plainNumber(country, text);
}

function plainNumber(country: string, text: string): string | null {
  const match = PLAIN_NUMBER.exec(text.replace(STATED, ''));
  return match ? normaliseNumber(country, match[1]!) : null;
}
