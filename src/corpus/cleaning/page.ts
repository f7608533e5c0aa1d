import { type Change, inTurn, paragraphStep, replaced } from './step.js';

const RULES = {
  'running-head': 'head or foot of a printed page within the text: 등록특허 10-1234567, 공개특허 10-2012-0046941',
  'page-number': 'a page number on a line of its own: - 3 -, 1/4',
  'repeated-notice': 'a notice that begins again after its first page, with the same words',
  'spaced-heading': 'a heading set with blanks between its letters: 명 세 서, 기 술 분 야',
  image: 'a mark where an image stood: [이미지]',
  debris: 'control characters, halves of characters and private glyphs',
} as const;

const RUNNING_HEAD = /(?:^|\n)[ \t]*(?:등록특허|공개특허|등록실용신안|공개실용신안)[ \t\d-]{4,24}(?=\n|$)/g;
const PAGE_NUMBER = /(?:^|\n)[ \t]*(?:-[ \t]*\d{1,3}[ \t]*-|\d{1,3}[ \t]*\/[ \t]*\d{1,3})[ \t]*(?=\n|$)/g;
const SPACED_HEADING =
  /(?:^|\s)(?:명 세 서|기 술 분 야|배 경 기 술|발 명 의 (?:명 칭|내 용|효 과|설 명)|청 구 범 위|요 약 서|부 호 의 설 명|도 면 의 간 단 한 설 명)(?=\s|$|[가-힣])/g;
const IMAGE = /\[(?:이미지|화학식 이미지|수식 이미지|image)\]/g;
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what the rule looks for
const DEBRIS = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\ufffd\ufffe\uffff\ue000-\uf8ff]|\p{Cs}/gu;
const MAY_BE_DEBRIS = /[^\t\n\r -~\u00a0-\ud7ff\uf900-\ufffc]/;

/** Takes out what belongs to the page and not to the text. */
export const pageStep = paragraphStep('page', RULES, (text, _part, document) => {
  const rules = [
    (now: string) =>
      /특허|실용신안/.test(now) && now.includes('\n') ? replaced(now, 'running-head', RUNNING_HEAD, '') : null,
    (now: string) => (now.includes('\n') ? replaced(now, 'page-number', PAGE_NUMBER, '') : null),
    (now: string) =>
      /[명기배청요부도] [세술명구약호면] /.test(now) ? replaced(now, 'spaced-heading', SPACED_HEADING, ' ') : null,
    (now: string) => (now.includes('[') ? replaced(now, 'image', IMAGE, ' ') : null),
    (now: string) => (MAY_BE_DEBRIS.test(now) ? replaced(now, 'debris', DEBRIS, '') : null),
  ];
  return inTurn(text, document.kind === 'office-actions' ? [repeatedNotice, ...rules] : rules);
});

/** Letters that must come again before a notice counts as begun again. */
const OPENING = 60;
const SHORTEST_REPEAT = 200;

/** The second page of a notice repeats its head and, in many files, everything from the start. */
function repeatedNotice(text: string): Change | null {
  const opening = text.slice(0, OPENING);
  const again = text.length < 2 * SHORTEST_REPEAT ? -1 : text.indexOf(opening, OPENING);
  if (again < 0) return null;
  let length = OPENING;
  while (again + length < text.length && length < again && text[length] === text[again + length]) length++;
  if (length < SHORTEST_REPEAT) return null;
  const went = text.slice(again, again + length);
  return {
    text: `${text.slice(0, again).trim()} ${text.slice(again + length).trim()}`.trim(),
    rule: 'repeated-notice',
    went,
    characters: length,
  };
}
