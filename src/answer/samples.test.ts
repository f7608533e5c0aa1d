import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isAt, SimsaError } from '../core/index.js';
import { openEngine, type SearchEngine, updateIndex } from '../index/index.js';
import { importPaths } from '../intake/index.js';
import { openSearcher, type Searcher } from '../search/index.js';
import { openStore, type Store } from '../store/index.js';
import { ask } from './ask.js';
import { answerToMarkdown } from './markdown.js';
import type { AskEvent, AskResult } from './types.js';

const SAMPLES = fileURLToPath(new URL('../../samples/publications', import.meta.url));

let folder: string;
let store: Store;
let engine: SearchEngine;
let searcher: Searcher;
/** Words of the samples, from which questions are made up. */
let words: readonly string[];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'simsa-answer-'));
  store = openStore(folder);
  for await (const _ of importPaths(store, [SAMPLES], { workers: 1 }));
  for await (const _ of updateIndex({ store, folder: join(folder, 'index') }));
  engine = openEngine(join(folder, 'index'));
  searcher = openSearcher(store, engine);
  words = [...store.ids()].flatMap((id) => store.passages(id).flatMap(({ text }) => text.split(/\s+/))).filter(Boolean);
}, 60_000);

afterAll(async () => {
  await engine.close();
  store.close();
  rmSync(folder, { recursive: true, force: true });
});

async function run(question: string): Promise<{ events: AskEvent[]; result: AskResult }> {
  const events: AskEvent[] = [];
  for await (const event of ask({ searcher, openGenerator: null }, { question })) events.push(event);
  const last = events.at(-1);
  if (last?.type !== 'done') throw new Error('no end');
  return { events, result: last.result };
}

/** What must hold of every answer, whatever was asked. */
function expectHonest({ events, result }: { events: readonly AskEvent[]; result: AskResult }): void {
  const { answer } = result;
  expect(result.refused).toBe(answer.sentences.length === 0);
  for (const { text, citations, numbers } of answer.sentences) {
    expect(citations[0]?.text).toBe(text);
    expect(numbers.length).toBeGreaterThan(0);
    for (const span of citations) {
      const passage = store.passages(span.publication).find((one) => isAt(span, one));
      expect(passage?.text.slice(span.start, span.end)).toBe(span.text);
    }
  }
  expect(answer.references.map(({ number }) => number)).toEqual(answer.references.map((_, at) => at + 1));
  const firstSeen = [...new Set(answer.sentences.flatMap(({ numbers }) => numbers))];
  expect(firstSeen).toEqual(answer.references.map(({ number }) => number));
  const streamed = events.filter((event) => event.type === 'sentence').map(({ sentence }) => sentence);
  expect(streamed).toEqual(answer.sentences);
  const markdown = answerToMarkdown(result);
  for (const { number, title, address } of answer.references)
    expect(markdown).toContain(`${number}. ${title} — ${address}`);
}

describe('answers from the samples', () => {
  it('cite text that stands in the store exactly there, whatever is asked', async () => {
    const someWords = fc.array(fc.nat(), { minLength: 1, maxLength: 7 });
    const ending = fc.constantFrom('?', ' 무엇인가요?', ' 방법은?', ' how?', '은 얼마인가요?', ' 문제점', '이란?', '');
    await fc.assert(
      fc.asyncProperty(someWords, ending, async (picks, end) => {
        const question = `${picks.map((pick) => words[pick % words.length]).join(' ')}${end}`;
        try {
          expectHonest(await run(question));
        } catch (thrown) {
          if (!(thrown instanceof SimsaError)) throw thrown;
          expect(thrown.code).toBe('ask.empty-question');
        }
      }),
      { numRuns: 60, seed: 9 },
    );
  }, 30_000);

  it.each([
    ['세라믹 코팅층의 두께는 얼마인가요?', 'KR1020229900011A', /2 ㎛ 내지 5 ㎛/],
    ['전도성 원사는 세탁 후 저항이 얼마나 변하나요?', 'KR1020239900081A', /14 %/],
    ['카메라 없이 낙상을 감지하는 방법은?', 'KR1020249900022A', /레이더/],
    ['How are falls told apart from dropped objects?', 'US99000201B2', /decay of the vibration/],
    ['What keeps the pores of the cellulose separator open?', 'US99000111B2', /freeze drying/],
    ['Why do probiotic bacteria die before they reach the intestine?', 'US99001101B2', /acid of the stomach/],
    ['What is the capsule made of?', 'US99001101B2', /alginate/],
  ])('%s', async (question, publication, said) => {
    const run_ = await run(question);
    expectHonest(run_);
    const sentence = run_.result.answer.sentences.find(({ text }) => said.test(text));
    expect(sentence?.citations.map((span) => span.publication)).toContain(publication);
  });

  it.each([
    '세라믹 코팅층의 색상은?',
    '낙상 감지 장치의 보증 기간은 몇 년인가요?',
    '세라믹 코팅층의 가격은 얼마인가요?',
    'How much does the robotic cleaner cost?',
    '대한민국의 수도는 어디인가요?',
    'What colour is the charging cable?',
    'How long is the warranty of the robotic cleaner?',
    'What is the melting point of tungsten?',
  ])('refuses %s', async (question) => {
    const { result } = await run(question);
    expect(result).toMatchObject({ refused: true, grounds: [] });
  });

  it('keeps a document out that shares only a verb with the question', async () => {
    const { result } = await run('카메라 없이 낙상을 감지하는 방법은?');
    const cited = result.answer.references.map(({ publication }) => publication);
    expect(cited).not.toContain('KR1020249900014A');
  });

  it.each([
    'KR109900041B1의 청구항 1은 무엇인가요?',
    '10-9900041 청구항 제1항',
    'What does claim 1 of KR109900041B1 say?',
  ])('looks into the publication named in %s', async (question) => {
    const { result } = await run(question);
    expect(result.documents.map(({ publication }) => publication)).toEqual(['KR109900041B1']);
    expect(result.answer.sentences).toHaveLength(1);
    expect(result.answer.sentences[0]?.citations[0]).toMatchObject({ publication: 'KR109900041B1', claim: 1 });
  });

  it('says what a named publication is about when nothing else is asked', async () => {
    const { result } = await run('US99000111B2');
    expect(result.answer.sentences.length).toBeGreaterThan(0);
    expect(new Set(result.answer.references.map(({ publication }) => publication))).toEqual(new Set(['US99000111B2']));
  });

  it('leads with a sentence that says something, not with what the document relates to', async () => {
    for (const question of ['분리막의 열수축을 줄이는 방법은?', 'How are falls told apart from dropped objects?']) {
      const { result } = await run(question);
      expect(result.answer.sentences[0]?.text).not.toMatch(/에 관한 것이다|relates to/);
    }
  });

  it('prefers the classes a question names without holding to them', async () => {
    const plain = await run('카메라 없이 낙상을 감지하는 방법은?');
    const named = await run('A47L 카메라 없이 낙상을 감지하는 방법은?');
    expect(named.result.refused).toBe(false);
    const top = plain.result.documents[0]?.publication;
    expect(named.result.documents.map(({ publication }) => publication)).toContain(top);
    const [own] = plain.result.documents[0]?.facts.classes ?? [];
    const brought = await run(`${own} 낙상을 감지하는 방법은?`);
    expect(brought.result.documents[0]?.facts.classes).toContain(own);
  });

  it('refuses a claim that is not there and a publication that is not stored', async () => {
    expect((await run('KR109900041B1의 청구항 99는?')).result.refused).toBe(true);
    expect((await run('KR1019000000001의 청구항 1은?')).result.refused).toBe(true);
  });

  it.each([
    ['a question of 100,000 characters', '분리막의 열수축을 줄이는 방법 '.repeat(6_000).slice(0, 100_000)],
    ['a pasted paragraph', `분리막 ${'세라믹 코팅층은 고온에서 골격을 유지하여 열수축을 억제한다. '.repeat(12)}`],
    ['query signs', 'separator AND (coating OR NOT "'],
    ['a noun', '분리막'],
  ])('answers or refuses %s', async (_name, question) => {
    expectHonest(await run(question));
  });

  it.each(['?!?! ... ---', '🔋', '   ', '"', '()'])('names a question without words: %s', async (question) => {
    await expect(run(question)).rejects.toMatchObject({ code: 'ask.empty-question' });
  });
});
