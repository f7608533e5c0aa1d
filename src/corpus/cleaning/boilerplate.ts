import type { CleaningStep, CorpusDocument, DocumentPart } from '../types.js';
import { type Change, dropOf, gone, paragraphStep, settled } from './step.js';

const RULES = {
  'drawing-list': 'the list that says what each drawing shows: 도 1은 …이다. / FIG. 1 shows …',
  'reference-signs': 'the table of reference signs: 10 : 본체 20 : 덮개 …',
  heading: 'a heading that only names its section: # BRIEF DESCRIPTION OF THE DRAWINGS, 부호의 설명',
  markup:
    'signs of reStructuredText and Markdown left in prose: :class:`x`, ``x``, a closing ::, **①** in law articles',
} as const;

const KOREAN_FIGURE =
  /도\s?\d{1,3}[a-zA-Z]?(?:\s?(?:내지|및|와|과|,|~|-)\s?(?:도\s?)?\d{0,3}[a-zA-Z]?)*\s?(?:은|는|을|를|의|에|이|\s?[:：])/g;
const ENGLISH_FIGURE = /^(?:[([]?\s*)?(?:brief description of )?FIG(?:URE|\.)?S?\.?\s*\d+[A-Z]?/i;
/** Beyond this a paragraph on a figure describes an embodiment. */
const LONGEST_FIGURE = 500;
/** Syllables that one entry of a Korean list takes at most, on average. */
const LETTERS_A_FIGURE = 130;

const SIGN =
  /(?<=^|[\s,;])[A-Z]?\d{1,4}[a-zA-Z']{0,2}(?:\s?[,~]\s?[A-Z]?\d{1,4}[a-zA-Z']{0,2})*\s?(?:[:：.]|…|\.{2,})\s?[가-힣A-Za-z][가-힣A-Za-z ()\-/]{0,40}/g;
const FEWEST_SIGNS = 4;

const HEADING =
  /^#?\s*(?:\d{1,2}\.?\s*)?(?:[<【[]\s*)?(?:(?:brief )?description of (?:the )?(?:several views of the )?(?:drawings?|figures)|cross[- ]reference to related applications?|related applications?|부호의\s?설명|도면의\s?(?:주요\s?)?(?:부분에\s?대한\s?)?(?:간단한\s?)?(?:부호의\s?)?설명|statement (?:regarding|as to) federally sponsored.{0,60})(?:\s*[>】\]])?\.?$/i;

const inParagraph = paragraphStep('boilerplate', RULES, (text, part, document) => {
  if (part.name !== 'description' && part.name !== 'body') return [];
  if (text.length < 120 && HEADING.test(text)) return [gone(text, 'heading')];
  if (part.section === 'reference-signs' || isTableOfSigns(text)) return [gone(text, 'reference-signs')];
  if (isKoreanDrawingList(text, part)) return [gone(text, 'drawing-list')];
  const markup = withoutMarkup(text, document.kind);
  return markup ? [markup] : [];
});

/** Takes out what every patent has and no reader needs: lists of drawings and signs, headings, markup. */
export const boilerplateStep: CleaningStep = {
  name: 'boilerplate',
  rules: RULES,
  clean: (document) => {
    const lists = withoutDrawingRuns(document);
    const after = lists.document && inParagraph.clean(lists.document);
    return after ? { document: after.document, drops: [...lists.drops, ...after.drops] } : lists;
  },
};

function isKoreanDrawingList(text: string, { section, language }: DocumentPart): boolean {
  if (language !== 'ko' || !text.includes('도')) return false;
  if (section !== 'drawings' && text.length > 3 * LETTERS_A_FIGURE) return false;
  const entries = text.match(KOREAN_FIGURE)?.length ?? 0;
  if (section === 'drawings') return entries > 0 && text.length < (entries + 2) * LETTERS_A_FIGURE;
  return (
    entries > 1 &&
    /^도\s?\d/.test(text) &&
    /(?:도|도면|사진|그래프)(?:이다|이고|임|\.|,)/.test(text) &&
    text.length < entries * 90
  );
}

/** Paragraphs in a row that each say what a figure shows. One alone may be part of the description. */
function withoutDrawingRuns(document: CorpusDocument) {
  const drops: ReturnType<typeof dropOf>[] = [];
  const parts = document.parts.map((part) => {
    if (part.name !== 'description' || part.language !== 'en') return part;
    const isList = part.paragraphs.map((text) => text.length <= LONGEST_FIGURE && ENGLISH_FIGURE.test(text));
    const paragraphs = part.paragraphs.filter((text, paragraph) => {
      const inRun =
        isList[paragraph] && (part.section === 'drawings' || isList[paragraph - 1] || isList[paragraph + 1]);
      if (inRun) {
        const rule = 'boilerplate.drawing-list';
        drops.push(dropOf(document, { rule, part, paragraph, text, characters: text.length }));
      }
      return !inRun;
    });
    return paragraphs.length === part.paragraphs.length ? part : { ...part, paragraphs };
  });
  return settled(document, parts, drops);
}

function isTableOfSigns(text: string): boolean {
  if (text.length > 3000 || !/[:：…]|\.\./.test(text)) return false;
  const signs = text.match(SIGN) ?? [];
  if (signs.length < FEWEST_SIGNS) return false;
  return signs.reduce((sum, sign) => sum + sign.length, 0) > text.length * 0.75;
}

const ROLE = /:[a-z]+(?::[a-z]+)?:`([^`<]*?)(?:\s*<[^`>]*>)?`/g;

const EMPHASIS = /(?<![\w*])(?:\*\*(?![\s*])([^*\n]*[^*\s])\*\*(?!\*)|\*(?![\s*])([^*\n]*[^*\s])\*(?![\w*]))/g;

/** What was written in a language of markup is known by its kind; elsewhere the same signs are formulae. */
function withoutMarkup(text: string, kind: CorpusDocument['kind']): Change | null {
  if (kind === 'consultation') return withoutSigns(text, text.replace(EMPHASIS, '$1$2'));
  if (kind !== 'general-text' && kind !== 'translation-pairs') return null;
  if (!/[`|]|::/.test(text)) return null;
  const plain = text
    .replace(ROLE, '$1')
    .replace(/``([^`]+)``/g, '$1')
    .replace(/::\s*$/, ':');
  return withoutSigns(text, plain);
}

function withoutSigns(text: string, plain: string): Change | null {
  const characters = text.length - plain.length;
  return plain === text ? null : { text: plain, rule: 'markup', went: text, characters };
}
