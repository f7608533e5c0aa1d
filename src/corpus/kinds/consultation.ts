import { z } from 'zod';
import { type CorpusFormat, type Draft, NO_IDENTITY, optional, paragraphsOf, partOf, readFields } from './format.js';

const casebookCase = z.object({
  id: optional,
  question: z.string().min(1),
  answer: z.string().min(1),
  /** Provisions the answer rests on: `특허법 제29조제2항`. */
  articles: z.array(z.string().min(1)).default([]),
  category: optional,
  /** Day on which the answer was given. */
  date: optional,
});

/** The form of the office's casebook of consultations: a question, its answer, the articles it rests on. */
export const casebookLines: CorpusFormat = {
  name: 'casebook-lines',
  kind: 'consultation',
  title: {
    en: 'casebook of consultations: question, answer, articles[], date',
    ko: '상담사례집: question, answer, articles[], date',
  },
  container: 'lines',
  recognises: ({ fields }) => fields.has('question') && fields.has('answer') && !fields.has('context'),
  *read(record) {
    const { id, question, answer, articles } = readFields(casebookCase, 'casebook-lines', record);
    yield {
      id: `case/${id ?? record.line}`,
      kind: 'consultation',
      identity: NO_IDENTITY,
      classes: [],
      parts: [...partOf('question', paragraphsOf(question)), ...partOf('answer', paragraphsOf(answer))],
      details: { provisions: articles },
    };
  },
};

const articleVersion = z.object({
  promulgated: z.string(),
  in_force: z.string(),
  article: z.string().min(1),
  title: optional,
  /** Null where the article was repealed on that day. */
  text: z.string().nullable(),
});

/** Every wording an article of a law has had, one a line. */
export const articleVersionLines: CorpusFormat = {
  name: 'article-version-lines',
  kind: 'consultation',
  title: {
    en: 'wordings of law articles: promulgated, in_force, article, title, text',
    ko: '조문 연혁: promulgated, in_force, article, title, text',
  },
  container: 'lines',
  recognises: ({ fields }) => fields.has('in_force') && fields.has('article'),
  *read(record) {
    const { in_force, article, title, text } = readFields(articleVersion, 'article-version-lines', record);
    if (text === null) return;
    yield provision({ work: '', article, title, inForce: in_force, text, line: record.line });
  },
};

const sectionLine = z.object({
  section: z.string().min(1).optional(),
  no: z.string().optional(),
  kind: z.string().optional(),
  doc: optional,
  title: optional,
  rev: optional,
  in_force: optional,
  text: z.string(),
});

/** Sections of statutes, treaties and manuals outside Korea, one a line. */
export const lawSectionLines: CorpusFormat = {
  name: 'law-section-lines',
  kind: 'consultation',
  title: {
    en: 'sections of laws, treaties and manuals: section or kind and no, title, text',
    ko: '법률·조약·심사기준의 절: section 또는 kind·no, title, text',
  },
  container: 'lines',
  recognises: ({ fields }) => fields.has('text') && (fields.has('section') || fields.has('no')),
  *read(record) {
    const { section, no, kind, doc, title, rev, in_force, text } = readFields(sectionLine, 'law-section-lines', record);
    const article = section ?? [kind, no].filter(Boolean).join(' ');
    if (text.trim() === '') return;
    yield provision({ work: doc ?? '', article, title, inForce: in_force ?? rev, text, line: record.line });
  },
};

const manualPart = z.object({ part: z.union([z.string(), z.number()]), title: z.string(), text: z.string().min(1) });

/** Examination guidelines as the text of their pages, a part a line. */
export const manualPartLines: CorpusFormat = {
  name: 'manual-part-lines',
  kind: 'consultation',
  title: { en: 'examination manuals: part, title, text of the pages', ko: '심사기준·심사지침서: part, title, text' },
  container: 'lines',
  recognises: ({ fields }) => fields.has('part') && fields.has('text') && fields.has('pages'),
  *read(record) {
    const { part, title, text } = readFields(manualPart, 'manual-part-lines', record);
    for (const [at, chapter] of text.split(/\n(?=제\s?\d+\s?장\s)/).entries()) {
      yield {
        ...provision({ work: '', article: `${part}.${at}`, title, inForce: null, text: '', line: record.line }),
        parts: partOf('body', pageParagraphs(chapter), { fromPrintedPage: true }),
      };
    }
  },
};

/** Lines of a page that belong together: a new paragraph begins at an indent or a bullet. */
function pageParagraphs(text: string): string[] {
  return text
    .split(/\n(?=\s{2,}\S|\s*(?:[○●◦□■▪•◇◆※]|\(?\d+[.)]|[가-하]\.)\s)/)
    .map((lines) => lines.replace(/\s*\n\s*/g, '\n').trim());
}

/** A Korean law as a page of headings, `##### 제29조 (특허요건)`, with its dates in front. */
export const lawPage: CorpusFormat = {
  name: 'law-page',
  kind: 'consultation',
  title: { en: 'Korean laws in Markdown with their dates in front', ko: '시행일자를 앞에 둔 마크다운 법령' },
  container: 'whole',
  recognises: ({ text }) => /^---\n/.test(text) && /^시행일자:/m.test(text),
  *read({ text }) {
    const work = /^제목:\s*(.+)$/m.exec(text)?.[1]?.trim() ?? '';
    const inForce = /^시행일자:\s*'?([\d-]+)/m.exec(text)?.[1] ?? null;
    let line = 1;
    for (const block of text.split(/^(?=#{1,6} )/m)) {
      const [, article, title, body = ''] = /^#+ (제\d+조(?:의\d+)?)\s*(?:\((.*)\))?\s*\n([\s\S]*)$/.exec(block) ?? [];
      if (article && body.trim() !== '')
        yield provision({ work, article, title: title ?? null, inForce, text: withoutMarks(body), line });
      line += block.split('\n').length - 1;
    }
  },
};

/** Markdown that stands in the text of the law service: bold paragraph signs and escaped full stops. */
function withoutMarks(text: string): string {
  return text.replace(/\*\*([^*\n]+)\*\*/g, '$1').replace(/\\([.()[\]*_-])/g, '$1');
}

interface Provision {
  readonly work: string;
  readonly article: string;
  readonly title: string | null;
  readonly inForce: string | null;
  readonly text: string;
  readonly line: number;
}

/** Wordings of one article are one family, so that an earlier one never stands in train and a later one in test. */
function provision({ work, article, title, inForce, text, line }: Provision): Draft {
  return {
    id: `${[work, article, inForce].filter(Boolean).join('/')}/${line}`,
    kind: 'consultation',
    identity: NO_IDENTITY,
    classes: [],
    parts: [...partOf('title', [title]), ...partOf('body', paragraphsOf(text))],
    details: { law: { work, article, title, inForce } },
  };
}
