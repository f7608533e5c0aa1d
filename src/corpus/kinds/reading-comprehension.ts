import { z } from 'zod';
import { SimsaError } from '../../core/index.js';
import type { AnswerSpan } from '../types.js';
import { badField, type CorpusFormat, type Draft, NO_IDENTITY, optional, partOf, readFields } from './format.js';

const LINES = 'reading-comprehension-lines';
const SQUAD = 'reading-comprehension-squad';

const answered = z.object({
  id: optional,
  question: z.string().min(1),
  context: z.string().min(1),
  /** The answer's words and the UTF-16 unit of the context at which they begin. */
  answer: z.object({ text: z.string().min(1), start: z.number().int().nonnegative() }),
  title: optional,
  applicationNumber: optional,
});

/** Questions with the passage that answers them, one a line. */
export const readingComprehensionLines: CorpusFormat = {
  name: LINES,
  kind: 'reading-comprehension',
  title: {
    en: 'reading comprehension: question, context, answer {text, start}',
    ko: '기계독해: question, context, answer {text, start}',
  },
  container: 'lines',
  recognises: ({ fields }) => fields.has('question') && fields.has('context'),
  *read(record) {
    const { line } = record;
    const { id, question, context, answer, title, applicationNumber } = readFields(answered, LINES, record);
    yield readingDocument({
      id: id ?? String(line),
      context,
      questions: [{ question, answer: spanIn(context, answer, { format: LINES, line, field: 'answer.start' }) }],
      title,
      numbers: applicationNumber ? [`application:KR${applicationNumber.replace(/\D/g, '')}`] : [],
    });
  },
};

const squad = z.object({
  version: z.string(),
  data: z.array(
    z.object({
      title: z.string(),
      paragraphs: z.array(
        z.object({
          context: z.string().min(1),
          qas: z.array(
            z.object({
              id: z.string(),
              question: z.string().min(1),
              answers: z.array(z.object({ text: z.string().min(1), answer_start: z.number().int().nonnegative() })),
            }),
          ),
        }),
      ),
    }),
  ),
});

/** The layout of SQuAD, which KorQuAD 1.0 shares: one file of articles, paragraphs, questions. */
export const readingComprehensionSquad: CorpusFormat = {
  name: SQUAD,
  kind: 'reading-comprehension',
  title: { en: 'reading comprehension in the layout of SQuAD and KorQuAD', ko: 'SQuAD·KorQuAD 배치의 기계독해' },
  container: 'whole',
  recognises: ({ text }) => /^\s*\{/.test(text) && /"qas":\s*\[/.test(text),
  *read(record) {
    const { data } = readFields(squad, SQUAD, record);
    for (const { title, paragraphs } of data) {
      for (const [at, paragraph] of paragraphs.entries()) yield* squadDocument(title, at, paragraph);
    }
  },
};

type SquadParagraph = z.output<typeof squad>['data'][number]['paragraphs'][number];

function* squadDocument(title: string, at: number, { context, qas }: SquadParagraph): Generator<Draft | SimsaError> {
  const questions: { question: string; answer: AnswerSpan }[] = [];
  for (const { id, question, answers } of qas) {
    const [first] = answers;
    if (!first) continue;
    const fault = { format: SQUAD, line: 1, field: `qas.${id}.answers` };
    try {
      questions.push({ question, answer: spanIn(context, { ...first, start: first.answer_start }, fault) });
    } catch (thrown) {
      if (!(thrown instanceof SimsaError)) throw thrown;
      yield thrown;
    }
  }
  if (questions.length > 0) yield readingDocument({ id: `${title}/${at + 1}`, context, questions, title, numbers: [] });
}

/** Offsets of some files count code points; where the words do not stand at the offset in units, it is tried as such. */
function spanIn(
  context: string,
  { text, start }: { readonly text: string; readonly start: number },
  fault: { readonly format: string; readonly line: number; readonly field: string },
): AnswerSpan {
  const asPoints = () => [...context].slice(0, start).join('').length;
  const at = context.startsWith(text, start) ? start : asPoints();
  if (!context.startsWith(text, at)) throw badField({ ...fault, reason: `"${text}" does not stand at ${start}` });
  return { start: at, end: at + text.length, text };
}

interface Reading {
  readonly id: string;
  readonly context: string;
  readonly questions: readonly { readonly question: string; readonly answer: AnswerSpan }[];
  readonly title: string | null;
  readonly numbers: readonly string[];
}

function readingDocument({ id, context, questions, title, numbers }: Reading): Draft {
  return {
    id: `reading/${id}`,
    kind: 'reading-comprehension',
    identity: { ...NO_IDENTITY, numbers, families: title ? [`work:${title}`] : [] },
    classes: [],
    parts: [
      ...partOf('context', [context]),
      ...partOf(
        'question',
        questions.map(({ question }) => question),
      ),
    ],
    details: {
      answers: questions.map(({ answer }) => ({
        ...answer,
        start: answer.start - leading(context),
        end: answer.end - leading(context),
      })),
    },
  };
}

/** Blanks before the text, which parts of a document do not keep. */
function leading(context: string): number {
  return context.length - context.trimStart().length;
}
