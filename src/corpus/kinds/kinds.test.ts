import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SimsaError } from '../../core/index.js';
import type { CorpusDocument } from '../types.js';
import { examplesOf } from './examples.js';
import type { Draft } from './format.js';
import { fileHead, formatOf } from './formats.js';

function readText(text: string): (Draft | SimsaError)[] {
  const head = fileHead(Buffer.from(text));
  const format = formatOf(head);
  if (!format) throw new Error('no form recognises the text');
  const [first = '', ...rest] = text.replace(/\n$/, '').split('\n');
  if (format.container === 'whole') return [...format.read({ text, line: 1, columns: [] })];
  if (format.container === 'table')
    return [...format.read({ text: rest.join('\n'), line: 2, columns: first.split('\t') })];
  return [first, ...rest].flatMap((line, at) => [...format.read({ text: line, line: at + 1, columns: [] })]);
}

function readOne(value: unknown): Draft {
  const [draft] = readText(`${JSON.stringify(value)}\n`);
  if (!draft || draft instanceof SimsaError) throw draft ?? new Error('no document');
  return draft;
}

function asDocument(draft: Draft): CorpusDocument {
  const provenance = {
    source: 'made-up',
    file: 'made-up.jsonl',
    record: 1,
    licence: 'own',
    weights: true,
    use: 'training',
  } as const;
  return { ...draft, provenance };
}

const OFFICE_ACTION = {
  applicationNumber: '1020240000001',
  document: '의견제출통지서',
  provisions: ['특허법제29조제2항', '특허법제29조제2항', '특허법 제42조제4항제2호'],
  text: '이 출원은 다음과 같은 거절이유가 있습니다.',
};

describe('kinds of data', () => {
  it('reads an office action with its application and its provisions once each', () => {
    const draft = readOne(OFFICE_ACTION);
    expect(draft.kind).toBe('office-actions');
    expect(draft.identity.numbers).toEqual(['application:KR1020240000001']);
    expect(draft.details?.provisions).toEqual(['특허법 제29조제2항', '특허법 제42조제4항제2호']);
  });

  it('does not take a gazette with nested citations and claims for an office action', () => {
    const record = {
      applicationNumber: '1',
      claims: [{ n: 1, text: 'x' }],
      citations: [{ document: 'US1' }],
      title_ko: 'ㄱ',
    };
    expect(formatOf(fileHead(Buffer.from(JSON.stringify(record))))).toBeNull();
  });

  it('names file line and field of a record that is not as it should be', () => {
    const text = `${JSON.stringify(OFFICE_ACTION)}\n${JSON.stringify({ ...OFFICE_ACTION, provisions: [7] })}\n`;
    expect(() => readText(text)).toThrow(
      expect.objectContaining({
        code: 'corpus.bad-record',
        where: { line: 2 },
        details: expect.objectContaining({ field: 'provisions.0' }),
      }),
    );
  });

  it('names the line that is no JSON', () => {
    const text = `${JSON.stringify(OFFICE_ACTION)}\n{"applicationNumber": \n`;
    expect(() => readText(text)).toThrow(expect.objectContaining({ code: 'corpus.not-json', where: { line: 2 } }));
  });

  it('keeps pairs of one work together and gives an example in each direction', () => {
    const draft = readOne({ ko: '배터리 팩', en: 'Battery pack', source: 'manual.po' });
    expect(draft.identity.families).toEqual(['work:manual.po']);
    expect([...examplesOf(asDocument(draft))]).toEqual([
      { task: 'translate', language: 'en', input: 'Battery pack', target: '배터리 팩' },
      { task: 'translate', language: 'ko', input: '배터리 팩', target: 'Battery pack' },
    ]);
  });

  it('makes the titles of one subclass one document, and rejects a row of the wrong width by its line', () => {
    const found = readText(
      'symbol\ttitle_en\ttitle_ko\nA01B 1/00\tHand tools\t수작업구\nA01B 1/02\tSpades\nA01B 1/04\tForks\t\n',
    );
    const [fault, draft] = found;
    expect(fault).toMatchObject({ code: 'corpus.bad-record', where: { line: 3 } });
    expect(draft).toMatchObject({
      classes: [{ symbol: 'A01B' }],
      parts: [
        { language: 'en', paragraphs: ['A01B 1/00 Hand tools', 'A01B 1/04 Forks'] },
        { language: 'ko', paragraphs: ['A01B 1/00 수작업구'] },
      ],
    });
  });

  it('reads a casebook case with the articles its answer rests on', () => {
    const draft = readOne({
      question: '공지예외 주장은 언제 하나요?',
      answer: '출원할 때 합니다.',
      articles: ['특허법 제30조'],
    });
    const [example] = examplesOf(asDocument(draft));
    expect(example).toMatchObject({ task: 'answer', target: '출원할 때 합니다.\n\n근거: 특허법 제30조' });
  });

  it('reads a law page article by article with the day from which it is in force', () => {
    const page =
      "---\n제목: 시험법\n시행일자: '2025-10-01'\n---\n\n# 시험법\n\n## 제1장 총칙\n\n##### 제1조 (목적)\n\n이 법은 시험을 목적으로 한다.\n\n##### 제2조의2 (정의)\n\n**①** 뜻은 다음과 같다.\n\n  1\\. 시험\n";
    expect(readText(page)).toMatchObject([
      { details: { law: { work: '시험법', article: '제1조', title: '목적', inForce: '2025-10-01' } } },
      {
        details: { law: { article: '제2조의2' } },
        parts: [{ name: 'title' }, { paragraphs: ['① 뜻은 다음과 같다.', '1. 시험'] }],
      },
    ]);
  });

  it('passes over an article that was repealed', () => {
    const row = { promulgated: '2001-02-03', in_force: '2001-07-01', article: '제18조', title: null, text: null };
    expect(readText(`${JSON.stringify(row)}\n`)).toEqual([]);
  });
});

describe('reading comprehension', () => {
  it('rejects an answer that does not stand at its place', () => {
    const line = { question: '언제?', context: '어제 출원했다.', answer: { text: '오늘', start: 0 } };
    expect(() => readOne(line)).toThrow(expect.objectContaining({ code: 'corpus.bad-record' }));
  });

  it('cuts the answer out of the input for any context, also where offsets count code points', () => {
    const word = fc
      .string({ unit: 'grapheme', minLength: 1, maxLength: 12 })
      .filter((text) => text.trim() === text && text !== '');
    fc.assert(
      fc.property(word, word, word, fc.boolean(), (before, answer, after, points) => {
        const context = `${before} ${answer} ${after}`;
        const lead = `${before} `;
        const start = points ? [...lead].length : lead.length;
        fc.pre(start === lead.length || !context.startsWith(answer, start));
        const draft = readOne({ question: 'q', context, answer: { text: answer, start } });
        for (const { input, spans } of examplesOf(asDocument(draft)))
          for (const span of spans ?? []) expect(input.slice(span.start, span.end)).toBe(answer);
      }),
    );
  });

  it('gives no example for an answer that cleaning has taken away', () => {
    const draft = readOne({ question: '언제?', context: '어제 출원했다.', answer: { text: '어제', start: 0 } });
    const cleaned = {
      ...draft,
      parts: draft.parts.map((part) => (part.name === 'context' ? { ...part, paragraphs: ['출원했다.'] } : part)),
    };
    expect([...examplesOf(asDocument(cleaned))]).toEqual([]);
  });

  it('reads the layout of SQuAD with several questions on one context', () => {
    const qas = [
      { id: '1', question: '누가?', answers: [{ text: '갑', answer_start: 0 }] },
      { id: '2', question: '무엇을?', answers: [{ text: '출원', answer_start: 3 }] },
    ];
    const file = JSON.stringify({
      version: '1',
      data: [{ title: '출원', paragraphs: [{ context: '갑이 출원했다.', qas }] }],
    });
    const [draft] = readText(file);
    if (!draft || draft instanceof SimsaError) throw draft;
    expect([...examplesOf(asDocument(draft))].map(({ spans }) => spans?.[0]?.text)).toEqual(['갑', '출원']);
  });
});
