import { describe, expect, it } from 'vitest';
import { analyseLines } from './analyse-lines.js';
import { openKoreanAnalyser } from './analyser.js';

const LINES = Array.from({ length: 60 }, (_, i) =>
  `본 발명은 쀍전지 ${i}개를 포함하는 전자 장치에 관한 것이다. `.repeat(80),
);
const USER = ['쀍전지'];

async function all<T>(results: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const result of results) found.push(result);
  return found;
}

describe('analysing lines', () => {
  it('gives the same with threads and without, in the order of the lines', async () => {
    const { dictionary } = openKoreanAnalyser();
    const read = (threads: number, form: 'json' | 'places' | 'text') =>
      all(analyseLines(LINES, { threads, form, dictionary, userDictionary: USER }));
    for (const form of ['json', 'places', 'text'] as const) expect(await read(2, form)).toEqual(await read(0, form));
    const [line] = await read(0, 'json');
    const found = JSON.parse(String(line)) as { surface: string; tag: string; start: number; end: number }[];
    expect(found).toContainEqual({ surface: '쀍전지', tag: 'NNG', start: 6, end: 9 });
  });

  it('ends when the signal says so', async () => {
    const controller = new AbortController();
    const results = analyseLines([...LINES, ...LINES], { threads: 1, form: 'text', signal: controller.signal });
    await results.next();
    controller.abort();
    await expect(all(results)).rejects.toThrow(/abort/i);
  });
});
