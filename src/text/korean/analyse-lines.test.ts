import { describe, expect, it } from 'vitest';
import type { Morpheme } from '../types.js';
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

const inOrder = ({ surface, tag, start, end }: Omit<Morpheme, 'feature'>) => ({ surface, tag, start, end });

function* inPieces(bytes: Uint8Array, size: number): Generator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

function* endless(line: string): Generator<Uint8Array> {
  for (;;) yield Buffer.from(line);
}

describe('analysing lines', () => {
  it('gives the same with threads and without, in the order of the lines', async () => {
    const korean = openKoreanAnalyser({ userDictionary: USER });
    const { dictionary } = korean;
    const read = async (threads: number) =>
      (await all(analyseLines(LINES, { threads, dictionary, userDictionary: USER }))).flat();
    const places = await read(0);
    expect(places).toHaveLength(LINES.length);
    expect(await read(1)).toEqual(places);
    expect(await read(2)).toEqual(places);
    const expected = korean.analyse(LINES[7]!).flatMap(({ start, end }) => [start, end]);
    expect([...places[7]!].filter((_, i) => i % 3 !== 2)).toEqual(expected);
  });

  it('prints a stream of bytes as the analyser reads its lines, wherever the stream is cut', async () => {
    const korean = openKoreanAnalyser({ userDictionary: USER });
    const { dictionary } = korean;
    const lines = [
      ...LINES.slice(0, 6),
      '',
      '\ufeff전지 "A"\u2028끝',
      '\u0001\u007f 기판 \\ 🔋',
      '가'.repeat(20_000),
      'é',
    ];
    const bytes = Buffer.from(`\ufeff${lines.join('\r\n')}`);
    const expected = {
      json: lines.map((line) => JSON.stringify(korean.analyse(line).map(({ feature, ...rest }) => inOrder(rest)))),
      text: lines.map((line) => {
        const morphemes = korean.analyse(line);
        return morphemes.map(({ surface, tag }) => `${surface}/${tag}`).join(' ');
      }),
    };
    for (const form of ['json', 'text'] as const) {
      for (const [size, threads] of [
        [7, 0],
        [65_536, 2],
      ] as const) {
        const options = { threads, form, dictionary, userDictionary: USER };
        const printed = Buffer.concat(await all(analyseText(inPieces(bytes, size), options))).toString();
        expect(printed.split('\n')).toEqual([...expected[form], '']);
      }
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
    const results = analyseLines([...LINES, ...LINES], { threads: 1, signal: controller.signal });
    await results.next();
    controller.abort();
    await expect(all(results)).rejects.toThrow(/abort/i);
  });
});
