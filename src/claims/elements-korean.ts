import { asides, endsOf, type Layout, labelCuts, lineCuts, semicolonCuts, startsOf } from './cuts.js';

/** `제1항에 있어서,`, `…장치에 있어서,`, `…방법으로서,`; after 항 the comma may be lost. */
const PREAMBLE = /^[^;]{0,400}?(?:항\s*에\s?있어서\s*[,.]?|에\s?있어서\s*(?:[,:]|\n)|(?:으로|로)서\s*(?:[,:]|\n))/;

/** Connective endings before a comma. Nouns that end alike (광고, 창고, 결과, 효과) do not count. */
const CLAUSE =
  /(?:(?<![광창재최경장참신권사보라])고|며|면서|되|(?<!으)면서도|지만|(?<![결효통초경사치학성])과|와|[가-힣]\s및)\s*[,，]/g;
const COMMA_AND = /[,，]\s*(?=및|그리고)/g;
const COLON = /(?:포함|구비|같|하기|다음|구성|이루)[^:;,]{0,12}:/g;
const ASIDE_CLAUSE = /[,，]\s*(?=여기서|이때|단,|다만,|여기에서)/g;

/** Korean claims: features end with `;`, a line, a connective ending before a comma; the claimed thing closes the sentence. */
export function koreanLayout(text: string): Layout {
  const inside = asides(text);
  const found = [
    ...semicolonCuts(text, inside),
    ...lineCuts(text, inside),
    ...labelCuts(text),
    ...endsOf(text, CLAUSE, inside),
    ...endsOf(text, COLON, inside),
    ...startsOf(text, COMMA_AND, inside),
    ...startsOf(text, ASIDE_CLAUSE, inside),
  ];
  const cuts = found.filter((cut) => !SUBJECT_LEFT.test(text.slice(Math.max(0, cut - 120), cut)));
  const preambleEnd = preambleOf(text, cuts);
  const lastCut = Math.max(preambleEnd, ...cuts.filter((cut) => /[\p{L}\d]/u.test(text.slice(cut))));
  const tail = isName(text.slice(preambleEnd, lastCut), text.slice(lastCut)) ? 0 : tailOf(text.slice(lastCut));
  return { preambleEnd, cuts, tailStart: lastCut + tail };
}

/** `상기 메모리는 상기 프로세서가,` is the subject of what follows and no feature. */
const SUBJECT_LEFT = /(?:^|[,;\n])\s*상기\s[^,;\n]{1,60}[가-힣)](?:은|는)\s[^,;\n]{1,60}[가-힣)](?:이|가)\s*[,:]?\s*$/;
/** `다음을 포함하는 전지:` names what is claimed and opens the list of its features. */
const HEAD = /^[^,;:\n]{0,200}(?:포함|구비|구성|이루)[^:;,\n]{0,16}:/;

function preambleOf(text: string, cuts: readonly number[]): number {
  const named = PREAMBLE.exec(text)?.[0].length;
  if (named !== undefined) return named;
  const head = HEAD.exec(text)?.[0].length ?? 0;
  return cuts.some((cut) => cut >= head && /[\p{L}\d]/u.test(text.slice(cut))) ? head : 0;
}

/** Words after the last feature that only name the claimed thing: `음극을 포함하는,|리튬 전지`. */
function isName(before: string, last: string): boolean {
  if (!/(?:하는|되는|된|한|인|갖는|있는)\s*[,，]?\s*$/.test(before)) return false;
  return /^\s*[^,，;]{1,60}$/.test(last) && !/[을를]\s|(?:하는|되는|된|한|인|갖는|있는)\s/.test(last);
}

const HOLDS =
  /(?:을|를|으로|로)?\s*(?:(?:더|추가로|더욱|각각|유효\s?성분으로|추가적으로)\s*)*(?:포함|구비|구성|함유|이루어)[가-힣]{0,3}(?:\s(?:이루어지|구성되|되|구성)?[가-힣]{0,3})?(?<=는|된|한|진)(?:\s?것을\s*특징으로\s*하는|\s?것인)?\s*[,，]?\s*(?=[^,，;]{1,120}$)/g;
const FEATURED = /것을\s*특징으로\s*(?:하는|한)\s*[,，]?\s*(?=[^,，;]{1,120}$)/g;
const NAMED = /(?<=는|한|된|인|진|은|할|위한)\s*[,，]\s*(?=[^,，;을를]{1,100}$)/g;

/** Offset in the last feature at which the words begin that name the claimed thing: `…를 포함하는 |장치.`, `…하는 것을 특징으로 하는 |장치.` */
function tailOf(last: string): number {
  const holds = [...last.matchAll(HOLDS)].at(-1);
  if (holds && !/[을를]\s[^\s]*(?:는|한|된)\s/.test(last.slice(holds.index + holds[0].length)))
    return holds.index + holds[0].length;
  const featured = [...last.matchAll(FEATURED)].at(-1) ?? [...last.matchAll(NAMED)].at(-1);
  return featured ? featured.index + featured[0].length : last.length;
}

/** `상기 제어부는 …를 포함하고` says more of a part; `상기 모터를 제어하는 제어부를 포함하고` brings a new one. */
const HOLDS_PART = /(?:을|를)\s*(?:더\s*)?(?:포함|구비|함유|갖추|가지|갖|구성)[가-힣]*(?:고|며|되|는|한|된)$/;
const TOPIC = /^상기\s(?:[^\s,]*[^\s,을를]\s){0,4}?[^\s,]*(?<!하|되|있|없|지|시키|받|오르)(?:은|는)[\s,]/;

/** A clause that says more about a feature already named: it opens with 상기 or 여기서 and ends as a sentence part, not as a thing. */
export function isKoreanWherein(piece: string): boolean {
  if (/^(?:여기서|이때|단,|다만|여기에서)/.test(piece)) return true;
  if (!/^상기/.test(piece) || (HOLDS_PART.test(piece) && !TOPIC.test(piece))) return false;
  return /(?:고|며|되|면서|하는|되는|된|한|인|있는|없는|않는|지는|진|는|것|임)$/.test(piece);
}
