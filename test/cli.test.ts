import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { APPLICATIONS, json, ROOT, SAMPLES, simsa } from './support/command-line.js';
import * as records from './support/records.js';
import { makeStore, temporaryFolder } from './support/stores.js';

const folder = temporaryFolder('cli');
const store = join(folder.path, 'store');
const application = join(APPLICATIONS, 'coated-separator.ko.md');
const flawed = join(APPLICATIONS, 'flawed-fall-detector.ko.md');
const COMMANDS = 'import rejects index search ask claims classify examine read verify serve start mcp doctor'.split(
  ' ',
);

beforeAll(() => makeStore(store, [SAMPLES]));
afterAll(folder.remove);

describe('the command line', () => {
  it('prints its help when nothing is asked, and for every command', async () => {
    const bare = await simsa([]);
    expect(bare).toMatchObject({ code: 0, err: '' });
    for (const command of COMMANDS) {
      expect(bare.out).toMatch(new RegExp(`^  ${command} `, 'm'));
      const help = await simsa([command, '--help']);
      expect(help, command).toMatchObject({ code: 0, err: '' });
      expect(help.out).toContain(`Usage: simsa ${command}`);
      for (const option of ['--store', '--json', '--lang', '--help']) expect(help.out).toContain(option);
    }
    expect((await simsa(['help', 'search'])).out).toContain('--like');
  });

  it('explains itself in Korean too', async () => {
    const help = await simsa(['--lang', 'ko', '--help']);
    expect(help.out).toContain('사용법:');
    for (const command of COMMANDS)
      expect((await simsa([command, '--help'], { SIMSA_LANG: 'ko' })).out, command).toMatch(/사용법[\s\S]*[가-힣]{2}/);
    expect((await simsa(['search', '"전지', '--store', store, '--lang=ko'])).err).toContain(
      '따옴표가 닫히지 않았습니다',
    );
    expect((await simsa(['doctor', '--store', store, '--lang', 'ko'])).out).toContain('문헌 39건');
  });

  it('documents its exit codes and says its version', async () => {
    expect((await simsa(['--help'])).out).toMatch(/Exit codes: 0 .*130/);
    const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
    expect((await simsa(['--version'])).out.trim()).toBe(version);
  });

  it.each([
    [2, 'usage.command-line', ['serch']],
    [2, 'usage.command-line', ['search', '--nonsense']],
    [2, 'usage.command-line', ['search', '전지', '--limit', 'many']],
    [2, 'usage.command-line', ['search', '전지', '--from', 'yesterday']],
    [2, 'usage.command-line', ['serve', '--port', '99999']],
    [2, 'usage.command-line', ['read']],
    [2, 'usage.bad-option', ['import']],
    [2, 'usage.bad-option', ['doctor', '--lang', 'fr']],
    [2, 'usage.bad-option', ['search', '전지', '--before', '2019']],
    [2, 'usage.bad-option', ['search', '전지', '--like', 'KR1020229900011A']],
    [2, 'usage.bad-option', ['doctor', '--store', '']],
    [2, 'search.empty-query', ['search']],
    [2, 'search.empty-query', ['search', '   ']],
    [2, 'search.open-quote', ['search', '"고체 전해질']],
    [2, 'ask.empty-question', ['ask']],
    [2, 'generator.bad-address', ['ask', '분리막의 두께는?', '--generator', 'nonsense']],
    [4, 'input.not-found', ['claims', 'no-such-file.txt']],
    [4, 'input.not-found', ['import', 'no-such-folder']],
    [4, 'input.not-found', ['search', '--batch', 'no-such-file.txt']],
    [4, 'input.no-publication', ['read', 'KR1020190000001']],
    [4, 'input.no-publication', ['search', '--like', 'KR1020190000001']],
    [3, 'input.unreadable', ['claims', SAMPLES]],
    [5, 'store.not-found', ['doctor', '--store', join(folder.path, 'nothing')]],
  ])('ends with %i and names %s', async (code, name, words) => {
    const outcome = await simsa(['--store', store, ...words, '--json']);
    expect(outcome.out).toBe('');
    const { error } = JSON.parse(outcome.err);
    expect(records.ErrorRecord.parse(error).code).toBe(name);
    expect(outcome.code).toBe(code);
    const plain = await simsa(['--store', store, ...words]);
    expect(plain.err).toContain(`[${name}]`);
  });

  it('takes options before and after the name of the command', async () => {
    const after = await simsa(['search', '분리막', '--store', store, '--json']);
    const before = await simsa(['--store', store, '--json', 'search', '분리막']);
    expect(after.code).toBe(0);
    expect(before.out).toBe(after.out);
  });
});

describe('the settings', () => {
  const working = join(folder.path, 'working');
  const path = async (words: readonly string[], environment = {}) =>
    (await json<{ store: { path: string } }>(['doctor', ...words], environment)).store.path;

  it('are a flag, then the environment, then simsa.config.json', async () => {
    const before = process.cwd();
    const stores = ['flag', 'environment', 'config'].map((name) => join(folder.path, name));
    for (const each of stores) await makeStore(each, [join(SAMPLES, 'family.docdb.xml')]);
    mkdirSync(working);
    writeFileSync(join(working, 'simsa.config.json'), JSON.stringify({ store: stores[2], lang: 'ko' }));
    process.chdir(working);
    try {
      const [flag, environment, config] = stores;
      expect(await path(['--store', flag!], { SIMSA_STORE: environment })).toBe(flag);
      expect(await path([], { SIMSA_STORE: environment })).toBe(environment);
      expect(await path([], { SIMSA_STORE: '' })).toBe(config);
      expect(await path([])).toBe(config);
      expect((await simsa(['doctor'], { SIMSA_LANG: undefined })).out).toContain('저장소');
      expect((await simsa(['doctor'], { SIMSA_LANG: 'en' })).out).toContain('store');
      expect((await simsa(['doctor', '--lang', 'ko'], { SIMSA_LANG: 'en' })).out).toContain('저장소');
    } finally {
      process.chdir(before);
    }
  });

  it('name the model of the generator in the same order', async () => {
    const before = process.cwd();
    const place = join(folder.path, 'model');
    mkdirSync(place);
    const config = { store, generator: 'http://127.0.0.1:1/v1', generatorModel: 'config' };
    writeFileSync(join(place, 'simsa.config.json'), JSON.stringify(config));
    process.chdir(place);
    const model = async (words: readonly string[], environment = {}) =>
      (await json<{ generator: { model: string } }>(['doctor', ...words], environment)).generator.model;
    try {
      const environment = { SIMSA_GENERATOR_MODEL: 'environment' };
      expect(await model(['--generator-model', 'flag'], environment)).toBe('flag');
      expect(await model([], environment)).toBe('environment');
      expect(await model([])).toBe('config');
    } finally {
      process.chdir(before);
    }
  });

  it.each(['{ "stoer": "x" }', '{ "store": ', '{ "lang": "fr" }'])('refuse a file that says %s', async (text) => {
    const before = process.cwd();
    const broken = join(folder.path, `broken-${Buffer.from(text).toString('hex')}`);
    mkdirSync(broken);
    writeFileSync(join(broken, 'simsa.config.json'), text);
    process.chdir(broken);
    try {
      expect(await simsa(['doctor'])).toMatchObject({ code: 3, err: expect.stringContaining('simsa.config.json') });
    } finally {
      process.chdir(before);
    }
  });
});

describe('import, index and doctor', () => {
  it('tell what they did, and what a second import found unchanged', async () => {
    const fresh = join(folder.path, 'fresh');
    const first = await json(['import', SAMPLES, '--store', fresh]);
    expect(first).toMatchObject({ added: 39, rejected: 0, interrupted: false, rejects: [] });
    expect((await simsa(['search', '전지', '--store', fresh])).err).toContain('[index.missing]');
    const unindexed = await simsa(['doctor', '--store', fresh, '--json']);
    expect(unindexed.code).toBe(5);
    expect(JSON.parse(unindexed.out)).toMatchObject({
      publications: 39,
      health: 'index-unusable',
      healthy: false,
      index: { ok: false },
    });
    expect(await json(['index', '--store', fresh])).toMatchObject({ publications: 39 });
    expect(await json(['import', SAMPLES, '--store', fresh])).toMatchObject({ added: 0, merged: 0 });
    const health = records.Health.parse(await json(['doctor', '--store', fresh, '--deep']));
    expect(health).toMatchObject({ publications: 39, rejected: 0, health: 'sound', healthy: true });
    expect(health.paragraphs).toBeGreaterThan(300);
  });

  it('build the same index anew', async () => {
    const query = ['search', '전지 OR battery', '--store', store];
    const before = await json(query);
    await json(['index', '--rebuild', '--store', store]);
    expect(await json(query)).toEqual(before);
  });

  it('list the formats and, record by record, what was not read', async () => {
    expect(await json<unknown[]>(['import', '--list'])).toContainEqual({
      name: expect.stringContaining('uspto'),
      title: expect.any(String),
    });
    const bad = join(folder.path, 'bad.xml');
    writeFileSync(bad, '<us-patent-grant><claims>');
    const other = join(folder.path, 'with-rejects');
    const mixed = await simsa(['import', bad, SAMPLES, '--store', other, '--json']);
    expect(mixed).toMatchObject({ code: 0, err: '' });
    const { rejected, rejects } = JSON.parse(mixed.out);
    expect(rejected).toBe(1);
    expect(records.ErrorRecord.parse(rejects[0])).toMatchObject({ code: 'gazette.truncated', where: { file: bad } });
    expect(await json(['rejects', '--store', other])).toEqual(rejects[0]);
    const nothing = await simsa(['import', bad, '--store', join(folder.path, 'only-rejects')]);
    expect(nothing.code).toBe(3);
    expect(nothing.err).toContain(bad);
  });
});

describe('search', () => {
  it('prints the documented record, in Korean and English', async () => {
    for (const query of ['분리막의 열수축', 'charging cable cooling']) {
      const result = records.SearchResult.parse(await json(['search', query, '--store', store, '--facets']));
      expect(result.hits.length).toBeGreaterThan(0);
      expect(result.total).toBeGreaterThanOrEqual(result.hits.length);
      expect(result.facets.country?.length).toBeGreaterThan(0);
      for (const { score, explain } of result.hits)
        expect(explain.reduce((sum, { value }) => sum + value, 0)).toBeCloseTo(score, 3);
    }
  });

  it('keeps to its filters, several or one', async () => {
    type Result = { hits: { publication: string; facts: { published: string; classes: string[] } }[]; total: number };
    const run = (...words: string[]) => json<Result>(['search', ...words, '--store', store, '-n', '50']);
    const all = await run('장치 OR device OR 방법 OR method');
    const korean = await run('장치 OR device OR 방법 OR method', '--country', 'KR');
    const both = await run('장치 OR device OR 방법 OR method', '--country', 'KR,US');
    expect(korean.hits.every(({ publication }) => publication.startsWith('KR'))).toBe(true);
    expect(korean.total).toBeLessThan(all.total);
    expect(both.total).toBe(all.total);
    const classed = await run('--class', 'H01M', '--class', 'G06Q');
    expect(classed.hits.length).toBeGreaterThan(0);
    for (const { facts } of classed.hits) expect(facts.classes.join()).toMatch(/H01M|G06Q/);
    for (const { facts } of (await run('--from', '2022', '--to', '2022-12')).hits)
      expect(facts.published).toMatch(/^2022/);
  });

  it('finds what is like a document, before it', async () => {
    const result = records.SearchResult.parse(
      await json(['search', '--like', '10-2022-9900011', '--before', '2030', '--store', store]),
    );
    expect(result.hits.length).toBeGreaterThan(0);
    expect(result.hits.map(({ publication }) => publication)).not.toContain('KR1020229900011A');
  });
});

describe('ask, classify, claims, examine, read and verify', () => {
  it.each(['세라믹 코팅층의 두께는 얼마인가?', 'How is the charging cable cooled?'])(
    'answer %s with citations',
    async (q) => {
      const result = records.AskResult.parse(await json(['ask', q, '--store', store]));
      expect(result.refused).toBe(false);
      expect(result.answer.sentences.length).toBeGreaterThan(0);
    },
  );

  it('number the citations alike in print, Markdown and JSON', async () => {
    const words = ['ask', '세라믹 코팅층의 두께는?', '--store', store];
    const { answer } = await json<{ answer: { references: { number: number; address: string }[] } }>(words);
    const print = await simsa(words);
    const markdown = await simsa([...words, '--markdown']);
    for (const { number, address } of answer.references) {
      expect(print.out).toContain(`[${number}] ${address}`);
      expect(markdown.out).toMatch(new RegExp(`^${number}\\. .* — ${address.replace(/[[\]]/g, '\\$&')}$`, 'm'));
    }
    expect(print.err).toBe('');
  });

  it('refuse to answer what the documents do not say', async () => {
    const result = records.AskResult.parse(await json(['ask', '태양계에서 가장 큰 행성의 위성은?', '--store', store]));
    expect(result.refused).toBe(true);
    expect(result.answer.sentences).toEqual([]);
    expect(result.paragraphs.length).toBeLessThanOrEqual(5);
    const { out } = await simsa(['ask', '태양계에서 가장 큰 행성의 위성은?', '--store', store]);
    expect(out).toContain('저장된 문헌에서 답을 찾지 못했습니다.');
    expect(out.includes('가장 가까운 단락:')).toBe(result.paragraphs.length > 0);
  });

  it('print the documented records for an application', async () => {
    for (const name of ['coated-separator.ko.md', 'curbside-charging.en.md']) {
      const file = join(APPLICATIONS, name);
      const read = await json<{ issues: unknown }>(['claims', file]);
      expect(read.issues).toEqual([]);
      const { claims } = records.ClaimSet.parse(read);
      const examination = records.Examination.parse(await json(['examine', file, '--store', store]));
      expect(examination.claims).toEqual(claims);
      const { symbols } = records.Classification.parse(await json(['classify', file, '--store', store]));
      expect(symbols[0]?.level).toBe('section');
    }
  });

  it('find the faults of the flawed application', async () => {
    const { issues } = await json<{ issues: { rule: string }[] }>(['claims', flawed]);
    expect(issues.map(({ rule }) => rule)).toContain('unknown-reference');
    const { out } = await simsa(['claims', flawed]);
    expect(out).toContain('! 청구항 5: 없는 청구항 9을(를) 인용합니다. (특허법 제42조제4항제2호)');
    expect(out).toMatch(/^7\. 독립항, 물건; 인용 8$/m);
  });

  it('write a report in three forms, to a file as well', async () => {
    const report = join(folder.path, 'report.html');
    const words = ['examine', application, '--store', store];
    expect((await simsa([...words, '--format', 'html', '-o', report])).out).toBe('');
    expect(readFileSync(report, 'utf8')).toMatch(/^<!doctype html>[\s\S]*<\/html>\s*$/i);
    expect((await simsa(words)).out).toMatch(/^# /);
    const nowhere = await simsa([...words, '-o', join(folder.path, 'no', 'such', 'folder.md')]);
    expect(nowhere).toMatchObject({ code: 2, err: expect.stringContaining('--output') });
  });

  it('read a publication by any spelling of its number', async () => {
    const whole = await json(['read', 'KR1020229900011A', '--store', store]);
    expect(whole).toMatchObject({ id: 'KR1020229900011A', country: 'KR', claims: expect.any(Array) });
    for (const spelling of ['10-2022-9900011', '1020229900011', 'KR 10-2022-9900011 A', '제10-2022-9900011호'])
      expect(await json(['read', spelling, '--store', store]), spelling).toEqual(whole);
    const { out } = await simsa(['read', 'KR1020229900011A', '--store', store]);
    expect(out).toContain('[0003]');
    expect(out.match(/^IPC: .*$/gm)).toHaveLength(1);
  });

  it('check a quotation', async () => {
    const { answer } = await json<{ answer: { sentences: { text: string; citations: { publication: string }[] }[] } }>([
      'ask',
      '세라믹 코팅층의 두께는?',
      '--store',
      store,
    ]);
    const [sentence] = answer.sentences;
    const [{ publication } = { publication: '' }] = sentence!.citations;
    const check = await json<{ found: boolean; span: unknown }>([
      'verify',
      publication,
      sentence!.text,
      '--store',
      store,
    ]);
    expect(check.found).toBe(true);
    records.Span.parse(check.span);
    const absent = await simsa(['verify', publication, '이런 문장은 없다', '--store', store]);
    expect(absent).toMatchObject({ code: 4, out: 'The publication does not contain this text.\n' });
    const korean = await simsa(['verify', publication, '이런 문장은 없다', '--store', store, '--lang', 'ko']);
    expect(korean.out).toBe('이 문헌에 그런 문장이 없습니다.\n');
  });
});

describe('a batch', () => {
  const file = (name: string, lines: readonly string[]) => {
    const path = join(folder.path, name);
    writeFileSync(path, `${lines.join('\n')}\n`);
    return path;
  };
  const lines = (out: string) =>
    out
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));

  it('answers a thousand queries in one process, in order', async () => {
    const queries = Array.from({ length: 1000 }, (_, at) => ['분리막', 'charging', '유산균 조성물', 'H01M'][at % 4]!);
    const { code, out, err } = await simsa(['search', '--batch', file('queries', queries), '--store', store]);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    const results = lines(out);
    expect(results.length).toBe(1000);
    const alone = await Promise.all(results.slice(0, 4).map((result) => records.SearchResult.parse(result)));
    expect(results[0]).toEqual(await json(['search', '분리막', '--store', store]));
    expect(records.SearchResult.parse(results[999])).toEqual(alone[3]);
  });

  it('tells the fault of a line in its place and goes on', async () => {
    const path = file('faulty', ['분리막', '"분리막', '', '\ufeff분리막\r']);
    const { code, out } = await simsa(['search', '--batch', path, '--store', store]);
    const results = lines(out);
    expect(code).toBe(2);
    expect(results.map(({ error }) => error?.code ?? null)).toEqual([
      null,
      'search.open-quote',
      'search.empty-query',
      null,
    ]);
    z.object({ error: records.ErrorRecord }).parse(results[1]);
    expect(results[3]).toEqual(results[0]);
  });

  it('works for numbers, questions and texts', async () => {
    const numbers = file('numbers', ['KR1020229900011A', 'KR1020000000000A']);
    const like = lines(
      (await simsa(['search', '--like', '-', '--before', '2030', '--batch', numbers, '--store', store])).out,
    );
    expect(like.map((result) => result.error?.code ?? result.hits.length > 0)).toEqual([true, 'input.no-publication']);
    const questions = file('questions', ['세라믹 코팅층의 두께는?', 'How is the cable cooled?']);
    for (const result of lines((await simsa(['ask', '--batch', questions, '--store', store])).out))
      expect(records.AskResult.parse(result).refused).toBe(false);
    const texts = file('texts', [
      '다공성 고분자 기재에 세라믹 코팅층을 형성한 분리막',
      'A charging cable with a coolant channel',
    ]);
    for (const result of lines((await simsa(['classify', '--batch', texts, '--store', store])).out))
      records.Classification.parse(result);
  });
});
