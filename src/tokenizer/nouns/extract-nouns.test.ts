import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openKoreanAnalyser } from '../../text/index.js';
import { readTerms } from '../terms/terms-file.js';
import { extractNouns, MECAB_DICTIONARY, TERMS } from './extract-nouns.js';
import type { NounOptions, NounReport } from './types.js';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'simsa-nouns-'));
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Particles after a consonant and after a vowel, so that made-up sentences use each noun in many ways. */
const PARTICLES = ['을를', '이가', '은는', '과와', '의의', '에에', '도도'];
const NOUNS = [
  '전극',
  '기판',
  '분리막',
  '리튬이온전지',
  '표시부',
  '위원회',
  '이차전지',
  '챔버',
  '스페이서',
  '전지',
  '이온',
];

function sentences(): string {
  const lines: string[] = [];
  for (const [n, noun] of NOUNS.entries()) {
    const consonant = (noun.charCodeAt(noun.length - 1) - 0xac00) % 28 > 0;
    for (const pair of PARTICLES) {
      const other = NOUNS[(n + 3) % NOUNS.length]!;
      lines.push(
        `상기 ${noun}(${n}0)${pair[consonant ? 0 : 1]} 포함하는 ${other} 장치를 특징으로 하는 방법에 있어서 해당하는 단계.`,
      );
    }
    lines.push('');
  }
  return lines.join('\n');
}

async function extract(paths: readonly string[], out: string, options: NounOptions = {}): Promise<NounReport> {
  let report: NounReport | null = null;
  for await (const event of extractNouns(paths, out, options)) if (event.type === 'done') report = event.report;
  if (!report) throw new Error('the extraction did not end with its report');
  return report;
}

function write(name: string, text: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

/** An extraction in a process of its own, which tells each stage that it comes to and waits there for a moment. */
function extractingProcess(paths: readonly string[], out: string): ChildProcess {
  const module = new URL('./extract-nouns.ts', import.meta.url).href;
  const program = `import { extractNouns } from ${JSON.stringify(module)};
for await (const event of extractNouns(${JSON.stringify(paths)}, ${JSON.stringify(out)}, { minFrequency: 3, wordsInMemory: 20 })) {
  if (event.type !== 'progress') continue;
  process.stdout.write(event.progress.stage + '\\n');
  await new Promise((go) => setTimeout(go, 20));
}`;
  const root = fileURLToPath(new URL('../../../', import.meta.url));
  const options = ['--import', 'tsx', '--input-type=module', '--eval', program];
  return spawn(process.execPath, options, { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] });
}

/** Waits until a process has written a word. */
async function heard(child: ChildProcess, word: string): Promise<void> {
  let text = '';
  for await (const chunk of child.stdout!) {
    text += String(chunk);
    if (text.includes(word)) return;
  }
  throw new Error(`the process ended before ${word}`);
}

const results = (out: string) => [TERMS, MECAB_DICTIONARY].map((name) => readFileSync(join(out, name), 'utf8'));

describe('extractNouns', () => {
  it('finds nouns and compounds, and none with a particle or an ending at its end', async () => {
    const report = await extract([write('text.txt', sentences())], join(folder, 'out'), { minFrequency: 3 });
    const terms = readTerms(join(folder, 'out', TERMS));
    const words = terms.map(({ term }) => term);
    expect(words).toEqual(expect.arrayContaining(NOUNS));
    for (const wrong of ['위원회의', '표시부가', '특징으', '해당하', '있어서', '전극을'])
      expect(words).not.toContain(wrong);
    expect(terms.find(({ term }) => term === '이차전지')?.parts).toEqual(['이차', '전지']);
    expect(terms.find(({ term }) => term === '챔버')).toMatchObject({ support: 2, parts: [] });
    expect(terms.find(({ term }) => term === '챔버')?.examples.join()).toContain('챔버');
    expect(report).toMatchObject({ documents: NOUNS.length, terms: terms.length, interrupted: false, unreadable: 0 });
  });

  it('takes words that stand without particles for parts of compounds, and proven nouns however often they stand alone', async () => {
    const alone = '평가 기판을 두고 가상 기판을 둔다.\n'.repeat(20);
    const text = `${sentences()}\n${alone}평가를 하는 단계. 평가가 되는 단계. 평가와 같은 단계. 가상기판 안에 둔다.\n`;
    await extract([write('text.txt', text)], join(folder, 'out'), { minFrequency: 1 });
    const terms = new Map(readTerms(join(folder, 'out', TERMS)).map(({ term, parts }) => [term, parts]));
    expect([terms.get('평가'), terms.get('가상기판'), terms.get('가상')]).toEqual([[], ['가상', '기판'], undefined]);
  });

  it('gives the same files with any number of workers and any bound of memory', async () => {
    const paths = [write('a.txt', sentences()), write('b.txt.gz', gzipSync(sentences().repeat(3)))];
    const all = [];
    for (const [n, options] of [{ workers: 0 }, { workers: 2 }, { workers: 1, wordsInMemory: 7 }].entries()) {
      const out = join(folder, `out-${n}`);
      await extract(paths, out, { ...options, phrases: true, minFrequency: 3 });
      all.push(results(out));
    }
    expect(all[1]).toEqual(all[0]);
    expect(all[2]).toEqual(all[0]);
  });

  it('goes on where it was interrupted, with the same result', async () => {
    const paths = [write('a.txt', sentences()), write('b.txt', sentences()), write('c.txt', sentences())];
    await extract(paths, join(folder, 'whole'), { minFrequency: 3 });
    const controller = new AbortController();
    const out = join(folder, 'stopped');
    let stopped: NounReport | null = null;
    for await (const event of extractNouns(paths, out, { minFrequency: 3, signal: controller.signal })) {
      if (event.type === 'progress') controller.abort();
      else stopped = event.report;
    }
    expect(stopped?.interrupted).toBe(true);
    const report = await extract(paths, out, { minFrequency: 3 });
    expect(report.documents).toBe(3 * NOUNS.length);
    expect(results(out)).toEqual(results(join(folder, 'whole')));
  });

  it('loses nothing when the process is killed in the middle, wherever that is', async () => {
    const paths = ['a.txt', 'b.txt', 'c.txt'].map((name) => write(name, sentences()));
    await extract(paths, join(folder, 'whole'), { minFrequency: 3, wordsInMemory: 20 });
    const out = join(folder, 'killed');
    for (const stage of ['count-words', 'find-nouns', 'see-uses']) {
      const child = extractingProcess(paths, out);
      await heard(child, stage);
      child.kill('SIGKILL');
      await once(child, 'exit');
      expect(existsSync(join(out, TERMS))).toBe(false);
    }
    await extract(paths, out, { minFrequency: 3, wordsInMemory: 20 });
    expect(results(out)).toEqual(results(join(folder, 'whole')));
    expect(existsSync(join(out, '.counts'))).toBe(false);
  }, 60_000);

  it.runIf(existsSync('/dev/full'))('names a full disk, and ends well when there is room again', async () => {
    const path = write('text.txt', sentences());
    const out = join(folder, 'out');
    mkdirSync(join(out, '.counts'), { recursive: true });
    const full = [join(out, '.counts', 'words-0.run.part'), join(out, `${TERMS}.part`)];
    for (const file of full) {
      symlinkSync('/dev/full', file);
      const refused = extract([path], out, { minFrequency: 3, wordsInMemory: 20 });
      await expect(refused).rejects.toMatchObject({ code: 'tokenizer.cannot-write' });
      expect(existsSync(join(out, TERMS))).toBe(false);
      rmSync(file);
    }
    expect((await extract([path], out, { minFrequency: 3, wordsInMemory: 20 })).terms).toBeGreaterThan(10);
  });

  it('writes a dictionary that the analyser reads, and that keeps compounds whole with their parts', async () => {
    await extract([write('text.txt', sentences())], join(folder, 'out'), { minFrequency: 3 });
    const analyser = openKoreanAnalyser({ userDictionary: join(folder, 'out', MECAB_DICTIONARY) });
    const [battery] = analyser.analyse('이차전지를 분리막에');
    expect(battery).toMatchObject({ surface: '이차전지', tag: 'NNG' });
    expect(battery?.feature).toBe('NNG,*,F,이차전지,Compound,*,*,이차/NNG/*+전지/NNG/*');
  });

  it('finds rows of nouns across spaces on demand', async () => {
    const text =
      '반도체 장비를 제조한다.\n\n반도체 장비의 반도체를 본다. 반도체 장비에\n\n반도체 장비가 있다.\n\n'.repeat(3) +
      sentences();
    await extract([write('text.txt', text)], join(folder, 'out'), { minFrequency: 3, phrases: true });
    const phrase = readTerms(join(folder, 'out', TERMS)).find(({ term }) => term === '반도체 장비');
    expect(phrase).toMatchObject({ frequency: 9, parts: ['반도체', '장비'] });
    expect(readFileSync(join(folder, 'out', MECAB_DICTIONARY), 'utf8')).not.toContain('반도체 장비');
  });

  it('counts bytes that are no UTF-8 and goes on', async () => {
    const bytes = Buffer.concat([Buffer.from(sentences()), Buffer.from([0xc0, 0xfe, 0x0a]), Buffer.from(sentences())]);
    const report = await extract([write('text.txt', bytes)], join(folder, 'out'), { minFrequency: 3 });
    expect(report.unreadable).toBe(2);
    expect(report.terms).toBeGreaterThan(10);
  });

  it('refuses a path that is not there, and text without a Korean word', async () => {
    await expect(extract([join(folder, 'no.txt')], join(folder, 'out'))).rejects.toMatchObject({
      code: 'input.not-found',
    });
    const english = write('english.txt', 'A pump with two valves.');
    await expect(extract([english], join(folder, 'out'))).rejects.toMatchObject({ code: 'tokenizer.no-text' });
  });
});
