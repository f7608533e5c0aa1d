import { describe, expect, it } from 'vitest';
import { SimsaError } from '../core/index.js';
import type { Generator } from '../generate/index.js';
import { ask } from './ask.js';
import { answerToMarkdown } from './markdown.js';
import { type Made, madeSearcher } from './testing.js';
import type { AskEvent, AskResult } from './types.js';

const PARAGRAPHS: readonly Made[] = [
  [
    'KR1',
    '0003',
    '폴리올레핀 분리막은 130 ℃ 부근에서 크게 수축한다. 또한, 세라믹 코팅층은 고온에서도 골격을 유지하여 분리막의 열수축을 줄인다.',
  ],
  ['KR1', '0009', '도 1은 분리막의 단면도이다.'],
  ['KR2', '0012', '알루미나를 포함하는 세라믹 코팅층은 고온에서 골격을 유지하므로 분리막의 열수축을 줄인다.'],
  ['KR3', '0002', '토양 수분 센서는 밭에 매설된다. 물은 아침에 준다.'],
  [
    'US1',
    '0007',
    'The ceramic coating layer keeps its skeleton, so that thermal shrinkage of the separator is reduced to 5 percent.',
  ],
];
const searcher = madeSearcher(PARAGRAPHS);

async function run(
  question: string,
  openGenerator: (() => Promise<Generator>) | null = null,
): Promise<{ events: AskEvent[]; result: AskResult }> {
  const events: AskEvent[] = [];
  for await (const event of ask({ searcher, openGenerator }, { question })) events.push(event);
  const last = events.at(-1);
  if (last?.type !== 'done') throw new Error('no end');
  return { events, result: last.result };
}

/** A generator that says what it is told to, reply by reply. */
function scripted(...replies: (string | SimsaError)[]): () => Promise<Generator> {
  let at = 0;
  return async () => ({
    name: 'scripted',
    async *stream() {
      const reply = replies[Math.min(at++, replies.length - 1)] ?? '';
      if (reply instanceof SimsaError) throw reply;
      for (let from = 0; from < reply.length; from += 7) yield reply.slice(from, from + 7);
    },
  });
}

describe('the extractive answer', () => {
  it('quotes sentences that cut exactly their paragraph, and shows sources that agree together', async () => {
    const { result } = await run('분리막의 열수축은 어떻게 줄이나요?');
    expect(result.refused).toBe(false);
    for (const { text, citations } of result.answer.sentences) {
      expect(citations.length).toBeGreaterThan(0);
      for (const span of citations) {
        const source =
          PARAGRAPHS.find(
            ([publication, label]) => publication === span.publication && label === span.paragraph,
          )?.[2] ?? '';
        expect(source.slice(span.start, span.end)).toBe(span.text);
      }
      expect(citations[0]?.text).toBe(text);
    }
    const agreed = result.answer.sentences.find(
      ({ citations }) => new Set(citations.map(({ publication }) => publication)).size > 1,
    );
    expect(agreed?.citations.map(({ publication }) => publication).sort()).toEqual(['KR1', 'KR2']);
  });

  it('drops the leaning connective together with its place, and never quotes a caption', async () => {
    const { result } = await run('세라믹 코팅층이 분리막의 열수축을 줄이는 원리');
    const texts = result.answer.sentences.map(({ text }) => text);
    expect(texts.some((text) => text.startsWith('또한'))).toBe(false);
    expect(texts.some((text) => text.includes('단면도'))).toBe(false);
  });

  it('gives citation numbers once, in reading order, and the same in the stream and the export', async () => {
    const { events, result } = await run('분리막의 열수축은 어떻게 줄이나요?');
    const streamed = events.filter((event) => event.type === 'sentence').flatMap(({ sentence }) => sentence.numbers);
    expect(streamed).toEqual(result.answer.sentences.flatMap(({ numbers }) => numbers));
    expect(result.answer.references.map(({ number }) => number)).toEqual(
      result.answer.references.map((_, at) => at + 1),
    );
    const markdown = answerToMarkdown(result);
    for (const { number, address } of result.answer.references)
      expect(markdown).toContain(`${number}. ${result.answer.references[number - 1]?.title} — ${address}`);
  });

  it('answers an English question from English paragraphs in English', async () => {
    const { result } = await run('How is thermal shrinkage of a separator reduced?');
    expect(result.answer.language).toBe('en');
    expect(result.answer.sentences[0]?.text).toMatch(/thermal shrinkage/);
  });

  it('says that nothing answers and offers the closest paragraphs', async () => {
    const { result } = await run('분리막 공장의 주주총회 배당 의결 정족수는?');
    expect(result.refused).toBe(true);
    expect(result.answer.sentences).toEqual([]);
    expect(result.paragraphs.length).toBeGreaterThan(0);
    const nothing = await run('월드컵 우승국');
    expect(nothing.result).toMatchObject({ refused: true, paragraphs: [] });
  });

  it('names an empty question', async () => {
    await expect(run('   ')).rejects.toMatchObject({ code: 'ask.empty-question' });
  });
});

describe('the answer of a generator', () => {
  const question = '분리막의 열수축은 어떻게 줄이나요?';

  it('keeps sentences whose citations and figures hold, and counts those it cuts', async () => {
    const ground = '세라믹 코팅층이 골격을 유지하여 열수축을 줄인다 [1].';
    const reply = `세라믹 코팅층이 골격을 유지하여 열수축을 줄인다 [1]. 수축률은 3 %이다. [1] 근거가 없는 문장이다. 없는 단락을 든다 [77].`;
    const { result } = await run(question, scripted(ground, ground, reply));
    expect(result.answer.writtenBy).toBe('scripted');
    expect(result.answer.sentences.map(({ text }) => text)).toEqual([
      '세라믹 코팅층이 골격을 유지하여 열수축을 줄인다.',
    ]);
    expect(result.answer.cut).toBe(3);
    const span = result.answer.sentences[0]?.citations[0];
    const source = PARAGRAPHS.find(
      ([publication, label]) => publication === span?.publication && label === span?.paragraph,
    )?.[2];
    expect(source?.slice(span?.start, span?.end)).toBe(span?.text);
  });

  it.each([
    ['a cut stream', new SimsaError('generator.cut-stream')],
    ['a time-out', new SimsaError('generator.time-out', { seconds: 1 })],
    ['nonsense', 'lorem ipsum dolor sit amet'],
    ['nothing at all', ''],
  ])('falls back to the extractive answer after %s and says so', async (_name, reply) => {
    const { events, result } = await run(question, scripted(reply));
    expect(events.some(({ type }) => type === 'restart')).toBe(true);
    expect(result.answer.writtenBy).toBe('extractive');
    expect(result.answer.fellBack?.ko).toMatch(/그대로 인용/);
    expect(result.answer.sentences.length).toBeGreaterThan(0);
  });

  it('falls back when the final answer breaks off after sentences were shown', async () => {
    const ground = '세라믹 코팅층이 열수축을 줄인다 [1].';
    const { events, result } = await run(question, scripted(ground, ground, new SimsaError('generator.cut-stream')));
    const restart = events.findIndex(({ type }) => type === 'restart');
    expect(events.slice(restart).filter(({ type }) => type === 'sentence')).toHaveLength(
      result.answer.sentences.length,
    );
    expect(result.answer.writtenBy).toBe('extractive');
  });
});
