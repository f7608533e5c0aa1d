import type { Section } from '../core/index.js';
import type { Question } from './question.js';
import type { Candidate } from './sentences.js';

/** What a question is after, as far as its words tell. */
type Asks = 'trouble' | 'matter';

/** Sections that say what was wrong before, and those that only say what the document is about. */
const TROUBLE: readonly Section[] = ['background', 'problem'];
const REMEDY: readonly Section[] = ['solution', 'effects', 'summary'];
const SUBJECT: readonly Section[] = ['technical-field', 'related-applications', 'drawings', 'reference-signs'];

/** "The invention relates to …": names the subject and answers nothing. */
const ABOUT =
  /(?:에 관한 것이다|에 관한 것으로|을 목적으로 한다|제공하는 것이다|제공하고자 한다|하는 데 있다|relates? (?:generally )?to|is an object of|is directed to)/;
const ASKS_TROUBLE = /(?:문제|단점|한계|불편|위험|과제|problem|disadvantage|drawback|limitation|difficult)/i;

const LONG = 280;

/**
 * How well a kind of sentence serves as an answer, to be added to what it says of the question (0 to 1). A
 * description tells the trouble before the remedy in the same words; the remedy is what most questions want.
 */
export function fitness(candidate: Candidate, question: Pick<Question, 'text'>): number {
  const asks: Asks = ASKS_TROUBLE.test(question.text) ? 'trouble' : 'matter';
  const { span, section } = candidate;
  const length = span.text.length > LONG ? Math.min(0.3, (span.text.length - LONG) / 1500) : 0;
  const part = span.part === 'claims' ? 0.3 : span.part === 'title' ? 0.4 : 0;
  const troubled = section !== null && TROUBLE.includes(section) && asks === 'matter' ? 0.15 : 0;
  const subject =
    (section !== null && SUBJECT.includes(section)) || ABOUT.test(span.text)
      ? span.part === 'abstract'
        ? 0.1
        : 0.25
      : 0;
  const remedy = section !== null && REMEDY.includes(section) && asks === 'matter' ? 0.1 : 0;
  return remedy - (length + part + troubled + subject);
}
