import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import iconv from 'iconv-lite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Publication } from '../src/core/index.js';
import { zip } from '../src/gazette/testing/zip.js';
import { json, SAMPLES, simsa } from './support/command-line.js';
import { piece, withGenerator } from './support/generator.js';
import { filesBelow, makeStore, temporaryFolder } from './support/stores.js';

const folder = temporaryFolder('bad-input');
const store = join(folder.path, 'store');
const korean = readFileSync(filesBelow(join(SAMPLES, 'kr'))[0]!, 'utf8');

beforeAll(() => makeStore(store, [SAMPLES]));
afterAll(folder.remove);

/** Imports a file beside a sound one; both are told about, and the sound one is stored. */
async function importBeside(name: string, bytes: Uint8Array | string) {
  const [bad, sound] = [join(folder.path, name), filesBelow(join(SAMPLES, 'us'))[0]!];
  writeFileSync(bad, bytes);
  const path = join(folder.path, `store-of-${name}`);
  const report = await json<{ added: number; rejects: { code: string; where: { file: string } }[] }>([
    'import',
    bad,
    sound,
    '--store',
    path,
  ]);
  for (const { where } of report.rejects) expect(where.file).toContain(bad);
  return { path, added: report.added, codes: report.rejects.map(({ code }) => code) };
}

describe('queries', () => {
  it.each([
    ['Korean words', '고체 전해질을 포함하는 이차전지 '],
    ['one word without an end', '전지'],
    ['English', 'a separator comprising a ceramic coating layer '],
    ['brackets', '('],
    ['quotation marks', '"전지" '],
    ['operators', '전지 OR '],
  ])('of 100,000 characters are answered or refused by name: %s', async (_name, text) => {
    const query = text.repeat(Math.ceil(100_000 / text.length)).slice(0, 100_000);
    for (const command of ['search', 'ask']) {
      const { code, out, err } = await simsa([command, query, '--store', store, '--json']);
      if (code === 0) expect(JSON.parse(out)).toBeTypeOf('object');
      else
        expect({ code, name: JSON.parse(err).error.code }).toEqual({
          code: 2,
          name: expect.stringMatching(/^(search|ask)\./),
        });
    }
  });

  it.each([
    '"',
    '""',
    '(',
    ')',
    '()',
    'AND',
    'NOT',
    'ti:',
    'ipc:',
    '*',
    'a NEAR/999999 b',
    '\0',
    '\ud800',
    '-',
    '..',
    '1..2',
  ])('of nothing but %j are answered or refused by name', async (query) => {
    const { code, err } = await simsa(['search', '--store', store, '--', query]);
    expect([0, 2], err).toContain(code);
    if (code === 2) expect(err).toMatch(/\[search\.[a-z-]+\]/);
  });
});

describe('gazettes', () => {
  it('in CP949 keep every letter through import, search and read', async () => {
    const words = '똠방각하 펲시';
    const title = '토양 수분 예측에 기초한 자동 관수 시스템';
    expect(korean).toContain(title);
    const text = korean.replaceAll(title, words).replace('encoding="UTF-8"', 'encoding="EUC-KR"');
    const { path, codes } = await importBeside('cp949.xml', iconv.encode(text, 'cp949'));
    expect(codes).toEqual([]);
    await json(['index', '--store', path]);
    const { hits } = await json<{ hits: { publication: string }[] }>(['search', words, '--store', path]);
    const publication = await json<Publication>(['read', hits[0]!.publication, '--store', path]);
    expect(publication.titles.map((each) => each.text)).toContain(words);
    expect((await simsa(['verify', publication.id, '똠방각하', '--store', path])).code).toBe(0);
  });

  it.each([1, 0.9, 0.5, 0.1])('cut off are listed with their place (%d of the bytes)', async (share) => {
    const bytes = Buffer.from(korean);
    const { added, codes } = await importBeside(
      `cut-${share}.xml`,
      bytes.subarray(0, Math.floor(bytes.length * share) - 20),
    );
    expect({ added, codes }).toEqual({ added: 1, codes: ['gazette.truncated'] });
  });

  it('that declare entities of their own are neither expanded nor fetched', async () => {
    const lol = Array.from({ length: 9 }, (_, n) => `<!ENTITY l${n + 1} "${`&l${n};`.repeat(10)}">`).join('');
    const bomb = (declared: string, used: string) =>
      korean
        .replace(/<kr-patent-document/, `<!DOCTYPE kr-patent-document [${declared}]>\n$&`)
        .replace(/<invention-title[^>]*>/, `$&${used}`);
    const laughs = await importBeside('laughs.xml', bomb(`<!ENTITY l0 "lol">${lol}`, '&l9;'));
    expect(laughs).toMatchObject({ added: 1, codes: ['gazette.entity-declaration'] });
    const outside = await importBeside('fetched.xml', bomb('<!ENTITY x SYSTEM "file:///etc/hostname">', '&x;'));
    expect(outside).toMatchObject({ added: 1, codes: ['gazette.entity-declaration'] });
  });

  it('in archives that lie are named, and what is sound beside them is read', async () => {
    const sound = { name: 'sound.xml', bytes: Buffer.from(korean) };
    const climbing = await importBeside('climbing.zip', zip([{ ...sound, name: '../../outside.xml' }, sound]));
    expect(climbing.codes).toContain('gazette.unsafe-path');
    expect(climbing.added).toBe(2);
    expect(filesBelow(folder.path).filter((file) => file.endsWith('outside.xml'))).toEqual([]);
    // Twelve archives in one another; the sizes of bombs are tried where the limits can be small.
    const layers = Array.from({ length: 12 }).reduce<Buffer>((inner) => gzipSync(inner), Buffer.from(korean));
    const bomb = await importBeside('bomb.zip', zip([{ name: 'bomb.gz', bytes: layers }, sound]));
    expect(bomb.codes).toContain('gazette.archive-bomb');
    const broken = await importBeside('broken.zip', zip([sound]).subarray(0, 900));
    expect(broken).toMatchObject({ added: 1, codes: ['gazette.broken-archive'] });
  });

  it('that are none are left out by name, and a folder without files is refused', async () => {
    const { added, codes } = await importBeside('letter.txt', 'Dear office, please find enclosed nothing.');
    expect({ added, codes }).toEqual({ added: 1, codes: ['gazette.not-a-gazette'] });
    const empty = temporaryFolder('empty');
    const outcome = await simsa(['import', empty.path, '--store', join(folder.path, 'none')]);
    empty.remove();
    expect(outcome).toMatchObject({ code: 4, err: expect.stringContaining('[input.no-files]') });
  });
});

describe('applications', () => {
  it.each([
    ['empty', '', 3],
    ['no claims', 'A letter to the office, without any claim.', 3],
    ['binary', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 1, 2, 3]), 3],
    ['not JSON', '{ "claims": [', 3],
    ['truncated XML', korean.slice(0, 900), 3],
  ])('that cannot be one are refused by name: %s', async (name, bytes, code) => {
    const file = join(folder.path, `application ${name}`);
    writeFileSync(file, bytes);
    const outcome = await simsa(['examine', file, '--store', store]);
    expect(outcome, outcome.err).toMatchObject({ code, out: '' });
    expect(outcome.err).not.toContain('[internal]');
    rmSync(file);
  });
});

describe('a generator that misbehaves', () => {
  const KEY = 'sk-very-secret-key';
  const question = '세라믹 코팅층의 두께는 얼마인가?';
  const ask = async (url: string) => {
    const environment = { SIMSA_GENERATOR_KEY: KEY };
    const words = ['ask', question, '--store', store, '--generator', url];
    const record = await simsa([...words, '--json'], environment);
    const print = await simsa(words, environment);
    for (const text of [record.out, record.err, print.out, print.err]) expect(text).not.toContain(KEY);
    expect(record.err).toBe('');
    return { record, print, answer: JSON.parse(record.out).answer };
  };

  it.each([
    ['fails with status 500', 'generator.refused', (r) => r.writeHead(500).end(`no, ${KEY}`)],
    ['cuts the stream', 'generator.cut-stream', (r) => r.write(piece('코팅층은'), () => r.destroy())],
    ['ends without an end', 'generator.cut-stream', (r) => r.end(piece('코팅층은 얇다. [1]'))],
    ['talks nonsense', 'generator.nonsense', (r) => r.end('data: <html>\n\n')],
    ['cites nothing', null, (r) => r.end(piece('코팅층은 아주 얇고 튼튼하다.', 'stop'))],
    ['cites what is not there', null, (r) => r.end(piece('코팅층은 아주 얇고 튼튼하다. [99]', 'stop'))],
    ['makes numbers up', null, (r) => r.end(piece('세라믹 코팅층의 두께는 987 ㎛이다. [1]', 'stop'))],
    ['says nothing', null, (r) => r.end(piece('', 'stop'))],
  ] satisfies [string, string | null, (response: import('node:http').ServerResponse) => void][])(
    'and %s gives way to the extractive answer, which says so',
    async (_name, code, chat) => {
      const { answer, print, record } = await withGenerator(chat, ask);
      expect(record.code).toBe(0);
      expect(answer.writtenBy).toBe('extractive');
      expect(answer.sentences.length).toBeGreaterThan(0);
      expect(answer.fellBack).toMatchObject({ ko: expect.any(String), en: expect.any(String) });
      if (code) expect(answer.fellBack.code).toBe(code);
      expect(print.err).toContain('그대로 인용');
    },
  );

  it('and is not there at all gives way too', async () => {
    const gone = await withGenerator(
      () => {},
      async (url) => url,
    );
    expect((await ask(gone)).answer.fellBack.code).toBe('generator.unreachable');
  });

  it('loses only the sentences that do not hold, and they are counted', async () => {
    const held = (prompt: string) => {
      const content = String(JSON.parse(prompt).messages[1].content);
      const [, number, text = ''] = /\[(\d+)\] \([^)]*\) ([\s\S]*?[.다])(?=\s|$)/.exec(content) ?? [];
      return `${text.replace(/\s+/g, ' ').replace(/\.?$/, '.')} [${number}]`;
    };
    const { answer } = await withGenerator(
      (r, prompt) => r.end(piece(`${held(prompt)} 두께는 987 ㎛이다. [1]`, 'stop')),
      ask,
    );
    expect(answer.fellBack).toBe(null);
    expect(answer.writtenBy).toBe('made-model');
    expect(answer.cut).toBeGreaterThan(0);
    expect(JSON.stringify(answer.sentences)).not.toContain('987');
  });
});
