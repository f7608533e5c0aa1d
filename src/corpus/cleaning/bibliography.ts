import { type Change, gone, inTurn, paragraphStep, replaced } from './step.js';

const RULES = {
  'prior-art-list': 'list of prior art documents at the end of the background: 선행기술문헌 (특허문헌 0001) …',
  inid: 'a line with an INID code of the front page: (21) 출원번호 …',
  'related-applications': 'a short paragraph that only names related or priority applications',
} as const;

const LIST = /\s*선\s?행\s?기\s?술\s?문\s?헌\s*(?:선행기술문헌\s*)?(?:\(?\s*(?:비)?특허\s?문헌|[\d(])[\s\S]*$/;
/** A longer tail is a discussion of the documents, not a list of them. */
const LONGEST_LIST = 1500;

const INID =
  /(?:^|\n)[ \t]*\((?:1[0-9]|2[1-9]|3[0-7]|4[1-8]|5[1-8]|6[0-8]|7[1-6]|8[1-8])\)[ \t]*(?:출원|공개|등록|공고|발명|고안|특허|국제|우선권|대리인|심사|Int\. ?Cl|Date of Patent|Appl\. No|Inventors?:|Assignees?:|Applicants?:|Filed:|Pub\. (?:No|Date))[^\n]*/g;

const RELATED =
  /^(?:this|the present) (?:patent )?(?:application|non-provisional|utility)\b.{0,200}\b(?:claims?|priority|continuation|divisional|national (?:stage|phase)|benefit)\b|^본 (?:특허)?출원은 .{0,200}(?:우선권|분할\s?출원|계속\s?출원|국제\s?(?:특허\s?)?출원(?:으로|의))/i;
const LONGEST_RELATED = 700;

/** Takes out leftovers of the front page. */
export const bibliographyStep = paragraphStep('bibliography', RULES, (text, part) => {
  if (part.name !== 'description' && part.name !== 'body') return [];
  return inTurn(text, [priorArtList, relatedApplications, inid]);
});

function priorArtList(text: string): Change | null {
  if (!text.includes('헌')) return null;
  const found = LIST.exec(text);
  if (!found || found[0].length > LONGEST_LIST) return null;
  const characters = found[0].length;
  return { text: text.slice(0, found.index).trim(), rule: 'prior-art-list', went: found[0].trim(), characters };
}

function relatedApplications(text: string): Change | null {
  return text.length <= LONGEST_RELATED && RELATED.test(text) ? gone(text, 'related-applications') : null;
}

function inid(text: string): Change | null {
  return text.includes('(') ? replaced(text, 'inid', INID, '') : null;
}
