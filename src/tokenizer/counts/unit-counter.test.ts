import { mkdtempSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openUnitReader } from '../units/units.js';
import { UnitCounter } from './unit-counter.js';

const reader = openUnitReader(null);

function count(lines: readonly string[], limit: number, folder?: string): UnitCounter {
  const counter = new UnitCounter({ limit, folder });
  for (const line of lines) reader.visit(line, (start, end, blank) => counter.add(line, start, end, blank));
  return counter;
}

describe('counting units', () => {
  it('gives the same counts from memory and from runs on disk', () => {
    const word = fc.constantFrom('가', '나', '다라', 'cell', 'cells', '1', '.', '𠀀');
    const line = fc.array(word, { maxLength: 8 }).map((words) => words.join(' '));
    fc.assert(
      fc.property(fc.array(line, { maxLength: 12 }), (lines) => {
        using small = count(lines, 2);
        using large = count(lines, 1000);
        expect([...small.counted()]).toEqual([...large.counted()]);
      }),
      { numRuns: 40 },
    );
  });

  it('tells units with a blank before them from those without', () => {
    using counter = count(['가 나,나 나'], 10);
    expect([...counter.counted()]).toEqual(
      [
        [',', 1],
        ['▁가', 1],
        ['▁나', 2],
        ['나', 1],
      ].sort(byText),
    );
  });

  it('keeps the commonest units, all of one count or none', () => {
    using counter = count(['가 가 가 나 나 다 라'], 10);
    expect(counter.commonest(3).units).toEqual(['▁가', '▁나']);
    expect(counter.commonest(2).units).toEqual(['▁가', '▁나']);
    expect(counter.commonest(4).units).toHaveLength(4);
  });

  it('passes over half surrogates and controls', () => {
    using counter = count(['\ud800 \u0000 ▁ 가'], 10);
    expect([...counter.counted()]).toEqual([['▁가', 1]]);
  });

  it('leaves nothing behind', () => {
    const folder = mkdtempSync(join(tmpdir(), 'simsa-counter-'));
    const counter = count(['가 나 다 라 마'], 2, folder);
    expect(readdirSync(folder)).toHaveLength(1);
    counter[Symbol.dispose]();
    expect(readdirSync(folder)).toHaveLength(0);
  });
});

const byText = ([a]: (string | number)[], [b]: (string | number)[]) => (a! < b! ? -1 : 1);
