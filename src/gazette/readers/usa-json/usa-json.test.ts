import { describe, expect, it } from 'vitest';
import { expectTruth } from '../../testing/truth.js';
import { isUsGrant, usDocument } from './number.js';

describe('USPTO services', () => {
  it.each(['odp.json', 'enriched-citations.json', 'peds.json', 'patentsview.json'])('%s', async (name) => {
    const reads = await expectTruth(import.meta.url, name);
    expect(reads.map(({ type }) => type)).toEqual(['publication']);
  });

  it('put the application first: its record joins the grant in the store', async () => {
    const [read] = await expectTruth(import.meta.url, 'odp.json');
    if (read?.type !== 'publication') throw new Error('rejected');
    expect(read.publication).toMatchObject({ id: 'US17248099', kind: null, numbers: { registration: '11646499' } });
  });
});

describe('rows of the public patents table', () => {
  it('read as their truth says; a row without a number does not stop the others', async () => {
    const reads = await expectTruth(import.meta.url, 'bigquery.jsonl');
    expect(reads.map(({ type }) => type)).toEqual(['publication', 'reject']);
  });
});

describe('US document numbers', () => {
  it.each([
    ['US8087209B2', 'US 8087209 B2'],
    ['USD0651432S1', 'US D651432 S1'],
    ['US2012/0123456A1', 'US 20120123456 A1'],
    ['US2002-0182164A1', 'US 20020182164 A1'],
    ['US 2004/086529 A1', 'US 20040086529 A1'],
    ['4,036,012', 'US 4036012 A'],
    ['USRE28436', 'US RE28436 E'],
    ['USPP03823P', 'US PP3823 P'],
  ])('%s', (printed, expected) => {
    const document = usDocument(printed);
    expect(`${document?.country} ${document?.number} ${document?.kind}`).toBe(expected);
  });

  it('that are none give nothing', () => {
    expect(usDocument('Smith et al.')).toBeNull();
  });

  it('tell grants from applications', () => {
    const grant = (printed: string) => isUsGrant(usDocument(printed)!);
    expect(['US8087209B2', 'US4036012A', 'USD651432S1'].map(grant)).toEqual([true, true, true]);
    expect(['US20120123456A1', 'UST949002I4'].map(grant)).toEqual([false, false]);
  });
});
