import { plain } from './plain.js';
import type { Reference } from './reference.js';
import type { Grammar } from './script.js';
import type { ClaimCategory } from './types.js';

/** What is known of a claim that names others, and of the claim it names first. */
export interface Relation {
  readonly text: string;
  readonly grammar: Grammar;
  readonly reference: Reference;
  readonly category: ClaimCategory;
  /** Category of the claim referred to; `unknown` where there is no such claim. */
  readonly parent: ClaimCategory;
  /** Categories of every claim named. */
  readonly cited: readonly ClaimCategory[];
  /** Words of the claim referred to. */
  readonly parentText: string;
}

/**
 * Whether a claim that names another one still stands on its own (특허법 시행령 제5조①; examination
 * guidelines part 2 chapter 4, 6.1 and 6.2): it asks for something of another category, for what the other
 * claim's means make or work with, or it puts something else in the place of a feature.
 */
export function standsAlone(relation: Relation): boolean {
  return replacesFeature(relation) || crossesCategory(relation) || onlyUses(relation);
}

function crossesCategory({ text, grammar, reference, category, parent, cited }: Relation): boolean {
  if (category === 'unknown' || parent === 'unknown') return false;
  if (category === parent) {
    // `제1항의 이차전지 및 제6항의 제조방법을 이용하는 시스템`: of the claims named together one is of another category.
    return !narrows(text, grammar, reference) && category !== 'process' && cited.includes('process');
  }
  // `제1항에 있어서, … 키트` or `The tablet of claim 1` narrows the thing itself, whatever it is called now.
  const things: readonly ClaimCategory[] = ['product', 'composition', 'medium'];
  const bothThings = things.includes(category) && things.includes(parent);
  return !(bothThings && narrows(text, grammar, reference));
}

/** Words that show that the claim speaks of the other claim's subject itself. */
function narrows(text: string, grammar: Grammar, reference: Reference): boolean {
  const after = plain(text.slice(reference.end, reference.end + 120));
  const before = plain(text.slice(0, reference.start));
  switch (grammar) {
    case 'ko':
      return /^[^,;]*?에\s?있어서/.test(after) || /^[^,;]{0,40}에서\s*,/.test(after);
    case 'ja':
      return (
        /^[^、,]*?(?:において|であって)/.test(after) ||
        (before.trim() === '' && /^[^、,]*記載の[^、,をにで]+。?$/.test(after))
      );
    case 'zh':
      return /^(?:根据|如|按照|依据|依據|根據|按|依)?\s*$/.test(before.replace(/(?:前述|上述)?任一$/, ''));
    default:
      return (
        before.length < 120 &&
        !/\b(?:compris|contain|includ|using|having|with|made|produc|prepar|obtain|encod|to|umfass|enthalt|mit|comprenant|contenant|que comprende)/i.test(
          before,
        )
      );
  }
}

const MADE_BY: Readonly<Partial<Record<Grammar, RegExp>>> = {
  ko: /^[^,;]{0,60}?(?:으?로|에\s?의해서?|에\s?의하여|에\s?따라|을\s?(?:이용|사용|통)하여|를\s?(?:이용|사용|통)하여|을\s?통해|를\s?통해)\s*(?:서\s*)?(?:제조|생산|수득|획득|형성|얻|성형|가공|제작|합성|추출|처리|생성|설계|조제|분리)|^[^,;]{1,40}?(?:와|과)\s(?:경쟁|동일한|맞물|체결되|결합되|연결되)/,
  ja: /^[^、,]{0,40}?(?:によって|により|で|を用いて|から)(?:製造|生産|得られ|形成|作製|調製|成形)/,
  zh: /^[^，,]{0,40}?(?:制备|制造|制得|获得|得到|生产)(?:得到|而成)?的/,
};
const MADE_BY_LATIN =
  /(?:produced|manufactured|made|obtained|obtainable|prepared|formed|fabricated|hergestellt|erhalten|erhältlich|obtenue?s?|fabriquée?s?|obtenid[oa]s?)\s+(?:according to|by|with|using|from|through|via|in accordance with|nach|durch|par|selon|por|mediante)\s[^,;]{0,80}$|\bfor\s+(?:use with|use in|co-?operati\w* with|connection (?:to|with)|engagement with|insertion (?:in|into)|carrying out|performing|making|testing|manufacturing|producing|fabricating|depositing)\s+(?:the|a|an|any)\b[^,;]{0,60}$/i;

/** `의 표시 장치를 제조하는`, `에 따른 박막을 증착하기 위한`: what is claimed works upon what the other claim asks for. */
const WORKS_UPON =
  /^(?:의|에\s?(?:따른|기재된|의한))\s[^,;]{1,60}?([^\s,;]+[을를]\s?(?:제조|생산|제작|증착|성막|형성|성형|가공|합성|코팅|도포|인쇄|조립|절단|세정|세척|검사|시험|측정|재활용|분해|포장|운반|보관))(?:하는|하기\s?위한|하기\s?위하여|하기\s?위해|하도록|할\s수\s있는|용)/;

function worksUpon({ text, reference, category, parent, parentText }: Relation): boolean {
  if (category === 'process' || parent === 'process') return false;
  const upon = WORKS_UPON.exec(plain(text.slice(reference.end, reference.end + 140)));
  // `제1항의 필름을 제조하는 장치` is that device again where claim 1 asks for one.
  return upon !== null && !plain(parentText).includes(upon[1]!);
}

/** The claim takes the other claim's means to make its own thing, or fits to it, without having its features. */
function onlyUses(relation: Relation): boolean {
  const { text, grammar, reference } = relation;
  if (narrows(text, grammar, reference)) return false;
  if (grammar === 'ko' && worksUpon(relation)) return true;
  const pattern = MADE_BY[grammar];
  if (pattern) return pattern.test(plain(text.slice(reference.end, reference.end + 140)));
  const before = plain(text.slice(0, reference.start));
  // `The process for producing … according to claim 1` speaks of that process again.
  return !/^\s*the\s/i.test(before) && MADE_BY_LATIN.test(before);
}

/** `청구항 1에 있어서, 기어 전동기구 대신 벨트 전동기구를 구비한 …` (the guidelines' own kind of example). */
function replacesFeature({ text, grammar }: Relation): boolean {
  if (grammar === 'ko') {
    return /\s대신(?:에|하여)?\s[^,;.]{1,40}(?:을|를)\s?(?:구비|포함|채용|갖|가지|가진|설치|사용하)|(?:을|를)\s?(?:생략|제외|제거)한\s?것을\s?특징/.test(
      plain(text),
    );
  }
  return /\bexcept that\b[^.;]{0,120}\b(?:replaced|omitted|substituted)\b/i.test(text);
}
