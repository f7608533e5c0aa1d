import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { abstractKeys } from './abstract-keys.js';
import { joinDocuments } from './components.js';
import { dealComponents } from './deal.js';
import { type DocumentKeys, keysOf } from './keys.js';
import { readSplits, writeSplits } from './lists.js';

function keys(part: Partial<DocumentKeys>): DocumentKeys {
  return { joins: [], titles: [], abstracts: [], cites: [], ...part };
}

describe('components', () => {
  it('joins documents through a number, a family, a title, an abstract and a citation', () => {
    const { of, count } = joinDocuments([
      keys({ joins: ['application:KR1', 'application:US9'] }),
      keys({ joins: ['application:US9'], titles: ['title:a'] }),
      keys({ titles: ['title:a'], abstracts: ['abstract:0x'] }),
      keys({ abstracts: ['abstract:0x'], joins: ['publication:KR7'] }),
      keys({ cites: ['publication:KR7'] }),
      keys({ joins: ['registration:KR7'] }),
    ]);
    expect([...of]).toEqual([0, 0, 0, 0, 0, 1]);
    expect(count).toBe(2);
  });

  it('does not let a title that many inventions share join them', () => {
    const many = Array.from({ length: 9 }, (_, at) => keys({ joins: [`application:${at}`], titles: ['title:common'] }));
    const { count, common } = joinDocuments(many);
    expect(count).toBe(9);
    expect(common.has('title:common')).toBe(true);
    expect(joinDocuments(many.slice(0, 8)).count).toBe(1);
  });

  it('does not join documents by a cited one that is not in the set', () => {
    expect(joinDocuments([keys({ cites: ['publication:US1'] }), keys({ cites: ['publication:US1'] })]).count).toBe(2);
  });

  it('never takes a publication number for an application number of the same digits', () => {
    const document = (numbers: string[]) =>
      keysOf({ identity: { numbers, families: [], titles: [], cites: [] }, parts: [] });
    expect(
      joinDocuments([document(['application:KR1020190100885']), document(['publication:KR1020190100885'])]).count,
    ).toBe(2);
  });
});

describe('abstract keys', () => {
  const text =
    '본 발명은 배터리 팩의 냉각 구조에 관한 것으로, 복수의 셀 사이에 배치된 냉각판과 냉각판을 따라 흐르는 냉각수의 유로를 포함하여 셀의 온도를 고르게 유지하고 수명을 늘린다. '.repeat(
      1,
    );

  it('are the same whatever blanks and signs stand between the letters', () => {
    expect(abstractKeys(text.replaceAll(' ', '\n').replaceAll(',', ''))).toEqual(abstractKeys(text));
  });

  it('share one with a text in which a word was changed, and none with another text', () => {
    const near = abstractKeys(text.replace('고르게', '균일하게'));
    expect(near.some((key) => abstractKeys(text).includes(key))).toBe(true);
    const other = abstractKeys(
      '본 발명은 세탁기의 문을 잠그는 장치에 관한 것으로, 문에 달린 걸쇠와 걸쇠를 붙드는 전자석, 그리고 물의 높이에 따라 전자석을 여닫는 제어부를 포함하여 물이 넘치지 않게 한다.',
    );
    expect(other.some((key) => abstractKeys(text).includes(key))).toBe(false);
  });
});

describe('dealing', () => {
  const dealt = (sizes: readonly number[], seed: number) => {
    const of = Uint32Array.from(sizes.flatMap((size, component) => Array.from({ length: size }, () => component)));
    const documents = [...of].map((component) => ({ name: `c${component}`, stratum: 's' }));
    return { of, splits: dealComponents({ of, count: sizes.length, common: new Set() }, documents, seed) };
  };

  it('holds out about a tenth, and never a component larger than 2 %', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 200, maxLength: 400 }),
        fc.nat(),
        (small, seed) => {
          const sizes = [400, ...small];
          const { of, splits } = dealt(sizes, seed);
          expect(splits[0]).toBe('train');
          const held = [...of].filter((component) => splits[component] !== 'train').length;
          expect(held / of.length).toBeGreaterThan(0.07);
          expect(held / of.length).toBeLessThan(0.13);
        },
      ),
      { numRuns: 30 },
    );
  });

  it('does not depend on the order of the documents', () => {
    const names = Array.from({ length: 100 }, (_, at) => `name ${at}`);
    const sideOf = (order: readonly string[]) => {
      const of = Uint32Array.from(order.keys());
      const splits = dealComponents(
        { of, count: order.length, common: new Set() },
        order.map((name) => ({ name, stratum: 's' })),
        7,
      );
      return new Map(order.map((name, at) => [name, splits[at]]));
    };
    const there = sideOf(names);
    const back = sideOf([...names].reverse());
    for (const name of names) expect(back.get(name)).toBe(there.get(name));
  });
});

describe('frozen lists', () => {
  const lists = {
    seed: 1,
    keys: { dev: new Set(['application:KR2', 'application:KR1']), test: new Set(['title:abc']) },
    report: {},
  };

  it('come back as they were written', () => {
    const folder = path.join(mkdtempSync(path.join(tmpdir(), 'simsa-')), 'splits');
    writeSplits(folder, lists);
    const frozen = readSplits(folder);
    expect([frozen.sideOf('application:KR1'), frozen.sideOf('title:abc'), frozen.sideOf('title:other')]).toEqual([
      'dev',
      'test',
      undefined,
    ]);
    expect(readFileSync(path.join(folder, 'dev.txt'), 'utf8')).toBe('application:KR1\napplication:KR2\n');
  });

  it('are dealt once, and a changed list is refused', () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'simsa-'));
    writeSplits(folder, lists);
    expect(() => writeSplits(folder, lists)).toThrow(expect.objectContaining({ code: 'corpus.splits-there' }));
    writeFileSync(path.join(folder, 'test.txt'), '');
    expect(() => readSplits(folder)).toThrow(expect.objectContaining({ code: 'corpus.bad-splits' }));
  });
});
