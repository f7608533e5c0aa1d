import type { Field } from '../../index/index.js';

/** What a field of the query language asks of. */
export type FieldTarget =
  | { readonly type: 'text'; readonly name: string; readonly fields: readonly Field[] }
  | { readonly type: 'class'; readonly name: string; readonly scheme: 'IPC' | 'CPC' | null }
  | { readonly type: 'date'; readonly name: string; readonly which: 'published' | 'filed' | 'granted' | 'any' }
  | { readonly type: 'number'; readonly name: string }
  | { readonly type: 'value'; readonly name: string; readonly column: 'country' | 'kind' | 'language' | 'status' };

const text = (name: string, ...fields: Field[]): FieldTarget => ({ type: 'text', name, fields });
const scheme = (name: string, of: 'IPC' | 'CPC' | null): FieldTarget => ({ type: 'class', name, scheme: of });
const date = (name: string, which: 'published' | 'filed' | 'granted' | 'any'): FieldTarget => ({
  type: 'date',
  name,
  which,
});
const value = (name: string, column: 'country' | 'kind' | 'language' | 'status'): FieldTarget => ({
  type: 'value',
  name,
  column,
});
const number: FieldTarget = { type: 'number', name: 'pn' };

/**
 * Spellings of each field: the short English one that is printed back, what KIPRIS uses
 * (`TL=[…]`, `AP=[…]`), and the Korean words.
 */
const SPELLINGS: readonly (readonly [FieldTarget, readonly string[]])[] = [
  [text('ti', 'title'), ['ti', 'tl', 'title', '명칭', '제목', '발명의명칭', '고안의명칭']],
  [text('ab', 'abstract'), ['ab', 'abstract', '요약', '초록']],
  [text('cl', 'claims'), ['cl', 'claims', 'claim', '청구항', '청구범위', '특허청구범위']],
  [text('de', 'description'), ['de', 'desc', 'description', '설명', '상세한설명', '발명의설명']],
  [text('ta', 'title', 'abstract'), ['ta']],
  [text('tac', 'title', 'abstract', 'claims'), ['tac']],
  [text('pa', 'applicant'), ['pa', 'ap', 'applicant', 'assignee', '출원인', '권리자']],
  [text('in', 'inventor'), ['in', 'inv', 'inventor', '발명자', '고안자']],
  [scheme('ipc', 'IPC'), ['ipc']],
  [scheme('cpc', 'CPC'), ['cpc']],
  [scheme('ic', null), ['ic', 'class', '분류']],
  [date('pd', 'published'), ['pd', 'opd', 'published', '공개일', '공개일자', '공고일', '공고일자']],
  [date('ad', 'filed'), ['ad', 'filed', '출원일', '출원일자']],
  [date('gd', 'granted'), ['gd', 'granted', '등록일', '등록일자']],
  [number, ['pn', 'an', 'gn', 'rn', 'opn', 'number', '번호', '출원번호', '공개번호', '등록번호', '공고번호']],
  [value('co', 'country'), ['co', 'country', '국가']],
  [value('kd', 'kind'), ['kd', 'kind', '종별']],
  [value('la', 'language'), ['la', 'lang', 'language', '언어']],
  [value('st', 'status'), ['st', 'status', '상태', '법적상태']],
];

const BY_SPELLING = new Map(SPELLINGS.flatMap(([target, names]) => names.map((name) => [name, target] as const)));

/** The field of a name in any of its spellings, or null. */
export function fieldNamed(name: string): FieldTarget | null {
  return BY_SPELLING.get(name.toLowerCase()) ?? null;
}
