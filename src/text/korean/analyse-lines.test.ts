import { describe, expect, it } from 'vitest';
import { analyseLines, analyseText } from './analyse-lines.js';
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

function* inPieces(bytes: Uint8Array, size: number): Generator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

function* endless(line: string): Generator<Uint8Array> {
  for (;;) yield Buffer.from(line);
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

  it('prints a stream of bytes as it prints lines, wherever the stream is cut', async () => {
    const { dictionary } = openKoreanAnalyser();
    const lines = [...LINES.slice(0, 6), '', '\ufeff전지 "A"\u2028끝', '\u0001 기판 \\ 🔋'];
    const bytes = Buffer.from(`\ufeff${lines.join('\r\n')}`);
    for (const form of ['json', 'text'] as const) {
      const expected = await all(analyseLines(lines, { threads: 0, form, dictionary }));
      for (const [size, threads] of [
        [7, 0],
        [65_536, 2],
      ] as const) {
        const printed = await all(analyseText(inPieces(bytes, size), { threads, form, dictionary }));
        expect(Buffer.concat(printed).toString()).toBe(`${expected.join('\n')}\n`);
      }
      if (form === 'json')
        lines.forEach((line, i) => {
          const found = JSON.parse(String(expected[i])) as { surface: string; start: number; end: number }[];
          for (const { surface, start, end } of found) expect(line.slice(start, end)).toBe(surface);
        });
    }
  });

  it('answers what has come when there are no threads, before the stream ends', async () => {
    const results = analyseText(endless('전지\n'), { threads: 0, form: 'text' });
    expect(Buffer.from((await results.next()).value!).toString()).toBe('전지/NNG\n');
    await results.return(undefined);
  });

  it('reads a line of CP949 as its neighbours of UTF-8', async () => {
    const cp949 = Uint8Array.of(0xc0, 0xfc, 0xc1, 0xf6, 0x0a);
    const bytes = Buffer.concat([Buffer.from('전지\n'), cp949, Buffer.from('전지\n')]);
    const printed = Buffer.concat(await all(analyseText([bytes], { threads: 0, form: 'text' }))).toString();
    expect(printed).toBe('전지/NNG\n'.repeat(3));
  });

  it('ends when the signal says so', async () => {
    const controller = new AbortController();
    const results = analyseLines([...LINES, ...LINES], { threads: 1, form: 'text', signal: controller.signal });
    await results.next();
    controller.abort();
    await expect(all(results)).rejects.toThrow(/abort/i);
  });
});
