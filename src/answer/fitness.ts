import type { Section } from '../core/index.js';
import type { Asks } from './asks.js';
import { bearsMark } from './marks.js';
import type { Question } from './question.js';
import type { Candidate } from './sentences.js';

/** Sections that say what was wrong before, what is done about it, and those that only say what the document is about. */
const TROUBLE: readonly (Section | null)[] = ['background', 'problem'];
const REMEDY: readonly (Section | null)[] = ['solution', 'effects', 'summary'];
const SUBJECT: readonly (Section | null)[] = ['technical-field', 'related-applications', 'drawings', 'reference-signs'];

/** Sections that speak of one side of an invention. */
const SIDES: Readonly<Partial<Record<Asks, readonly Section[]>>> = {
  trouble: ['problem', 'background'],
  cause: ['problem', 'background'],
  purpose: ['problem', 'summary'],
  effect: ['effects'],
};

/** Whether a section of the description speaks of the side that is asked about. */
export function isOnSide(section: Section | null, asks: Asks): boolean {
  return section !== null && (SIDES[asks]?.includes(section) ?? false);
}

/** "The invention relates to …": names the subject and answers nothing. */
const ABOUT =
  /(?:에 관한 것이다|에 관한 것으로|을 목적으로 한다|제공하는 것이다|제공하고자 한다|하는 데 있다|에 있다|개시된다|개시한다|제공된다|\brelates? (?:generally )?to|\bis an object of|\bis directed to|\b(?:is|are) (?:disclosed|provided)\.?$)/;
/** What every description says of itself, and what points to something that is not quoted. */
const FORMULA =
  /(?:이에 (?:제한|한정)되|(?:제한|한정)되는 것은 아니|특별히 (?:제한|한정)되지|다음과 같(?:다|습니다)|상술한 바와 같|통상의 (?:기술자|지식)|\bet al\b|not limited to|without departing|as follows|받아들여져서는|특허문헌|those skilled in the art|ordinary skill)/i;

/** From this length on a sentence is hard to read, in UTF-16 units; Korean says the same in half of them. */
const LONG = { ko: 180, en: 300 } as const;

export type FitnessQuestion = Pick<Question, 'asks' | 'language' | 'target' | 'terms' | 'figure'>;

/** What a mark is worth; those of manner and time stand in many sentences. */
const BEARING: Readonly<Partial<Record<Asks, number>>> = { manner: 0.08, time: 0.1 };

/** A bare noun asks what there is about it, and abstracts say that. */
const FEW_TERMS = 2;

/**
 * How well a kind of sentence serves as an answer, to be added to what it says of the question (0 to 1). A
 * description tells the trouble before the remedy in the same words; the remedy is what most questions want.
 */
export function fitness(candidate: Candidate, question: FitnessQuestion): number {
  const { asks, language, terms } = question;
  const { span, section } = candidate;
  const part = span.part === 'claims' ? 0.2 : span.part === 'title' ? 0.4 : 0;
  const formula = FORMULA.test(span.text) ? 0.15 : 0;
  const foreign = candidate.language === language ? 0 : 0.1;
  const brief = asks === 'matter' && terms.length <= FEW_TERMS && span.part === 'abstract' ? 0.15 : 0;
  const about = asks === 'purpose' ? 0 : aboutOnly(candidate);
  return (
    does(span.text, question) +
    brief +
    ofSection(section, asks) -
    (tooLong(candidate) + part + about + formula + foreign + drawn(span.text))
  );
}

/** Whether the sentence does what is asked: names a figure, says what a word means, and so on. */
function does(text: string, { asks, target, figure }: Pick<Question, 'asks' | 'target' | 'figure'>): number {
  if (figure) return figure.test(text) ? 0.2 : -0.1;
  if (!bearsMark(text, asks)) return 0;
  if (asks !== 'meaning') return BEARING[asks] ?? 0.14;
  const head = text.slice(0, target.length + 12).toLowerCase();
  return target !== '' && head.includes(target.toLowerCase()) ? 0.4 : 0.1;
}

/** Many signs of reference (`frame(12)`, `axle72`) walk the reader through a drawing that is not shown. */
function drawn(text: string): number {
  const signs =
    text.match(/\(\d+[a-z]?\)|(?<=\p{Ll})\d{1,4}[A-Za-z]{0,2}|(?<=\p{Script=Hangul})\s?\d{2,4}(?![\d.,%℃°])/gu)
      ?.length ?? 0;
  return signs < 4 ? 0 : 0.06;
}

function ofSection(section: Section | null, asks: Asks): number {
  if (SIDES[asks]) return isOnSide(section, asks) ? 0.12 : 0;
  if (TROUBLE.includes(section)) return asks === 'meaning' ? 0 : -0.12;
  return REMEDY.includes(section) ? 0.08 : 0;
}

function tooLong({ span, language }: Candidate): number {
  const spare = language === 'ko' ? LONG.ko : LONG.en;
  return Math.min(0.35, Math.max(0, span.text.length - spare) / (spare * 4));
}

function aboutOnly({ span, section }: Candidate): number {
  if (!SUBJECT.includes(section) && !ABOUT.test(span.text)) return 0;
  return span.part === 'abstract' && span.text.length > 60 ? 0.2 : 0.35;
}
