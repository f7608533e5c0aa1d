import { asides, endsOf, type Layout, labelCuts, lineCuts, semicolonCuts, startsOf } from './cuts.js';

const JAPANESE_PREAMBLE = /^[^;；]{0,300}?(?:であって|において|における)\s*[、，,]/;
const JAPANESE_CLAUSE = /(?:と|とを|であり|しており|ており|され|備え|有し|含み|からなり|おり|あり)\s*[、，,]/g;
const JAPANESE_TAIL =
  /(?:と?を)?(?:備え|有す|含む|具備|具え|からなる|構成され)[^、，,]{0,12}(?:ことを特徴とする)?\s*[、，,]?\s*(?=[^、，,；;]{1,80}$)/g;
const JAPANESE_FEATURED = /ことを特徴とする\s*[、，,]?\s*(?=[^、，,；;]{1,80}$)/g;
const JAPANESE_NAMED = /(?<=[るたいのな])\s*[、，,]\s*(?=[^、，,；;を]{1,60}$)/g;

/** Japanese claims: features end with `と、` or a connective; the claimed thing closes the sentence. */
export function japaneseLayout(text: string): Layout {
  const inside = asides(text);
  const preambleEnd = JAPANESE_PREAMBLE.exec(text)?.[0].length ?? 0;
  const cuts = [
    ...semicolonCuts(text, inside),
    ...lineCuts(text, inside),
    ...labelCuts(text),
    ...endsOf(text, JAPANESE_CLAUSE, inside),
  ];
  const lastCut = Math.max(preambleEnd, ...cuts.filter((cut) => /[\p{L}\d]/u.test(text.slice(cut))));
  return { preambleEnd, cuts, tailStart: lastCut + japaneseTail(text.slice(lastCut)) };
}

function japaneseTail(last: string): number {
  const holds = [...last.matchAll(JAPANESE_TAIL)].at(-1);
  if (holds) return holds.index;
  const named = [...last.matchAll(JAPANESE_FEATURED)].at(-1) ?? [...last.matchAll(JAPANESE_NAMED)].at(-1);
  return named ? named.index + named[0].length : last.length;
}

export function isJapaneseWherein(piece: string): boolean {
  return /^(?:前記|ここで|ただし|但し|なお)/.test(piece) && /(?:し|り|れ|て|る|た|い|こと|とする)$/.test(piece);
}

const CHINESE_FEATURED = /其特[征徵]在[于於]\s*[,，:：]?/;
const CHINESE_HOLDS =
  /(?:包括有?|包含|含有|具有|具备|由以下步骤组成)\s*(?:以下步骤|如下步骤|下列步骤|以下)?\s*[:：,，]?/;
const CHINESE_CLAUSE =
  /[,，]\s*(?=其中|且所述|并且|且|还包括|所述的?[^,，;；]{1,20}(?:包括|包含|为|设置|设有|具有|用于|连接))/g;

/** Chinese claims: a preamble up to 其特征在于 or 包括, then features at `；` and at `，其中`. */
export function chineseLayout(text: string): Layout {
  const inside = asides(text);
  const featured = CHINESE_FEATURED.exec(text) ?? CHINESE_HOLDS.exec(text);
  const preambleEnd = featured ? featured.index + featured[0].length : 0;
  const cuts = [
    ...semicolonCuts(text, inside),
    ...lineCuts(text, inside),
    ...labelCuts(text),
    ...startsOf(text, CHINESE_CLAUSE, inside),
  ];
  return { preambleEnd, cuts, tailStart: text.length };
}

export function isChineseWherein(piece: string): boolean {
  return /^(?:其中|且所述|并且所述)/.test(piece) || /^所述[^,，]{1,30}(?:为|是|包括|包含)/.test(piece);
}
