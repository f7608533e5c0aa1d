import { describe, expect, it } from 'vitest';
import type { ClassSymbol, Publication } from '../core/index.js';
import type { Hit, PriorArtRequest, Searcher } from '../search/index.js';
import { classify, LATER_SYMBOL } from './classify.js';

function symbols(...printed: string[]): ClassSymbol[] {
  return printed.map((text) => {
    const [scheme, symbol] = text.split(':') as ['IPC' | 'CPC', string];
    return { scheme, symbol, position: null, value: null, version: null };
  });
}

function publication(id: string, classes: ClassSymbol[], family: string | null = null): Publication {
  return {
    id,
    country: 'KR',
    numbers: { application: id, publication: null, registration: null },
    family: { simple: family, extended: null, members: [] },
    classes,
  } as unknown as Publication;
}

function hit(id: string, score: number): Hit {
  return { publication: id, title: `title of ${id}`, score, spans: [], explain: [], collapsed: [] } as unknown as Hit;
}

function sources(found: readonly [Publication, number][]) {
  const requests: PriorArtRequest[] = [];
  const searcher = {
    priorArt: async (request: PriorArtRequest) => {
      requests.push(request);
      return { hits: found.map(([{ id }, score]) => hit(id, score)) };
    },
  } as unknown as Searcher;
  const byId = new Map(found.map(([one]) => [one.id, one]));
  return { searcher, store: { get: (id: string) => byId.get(id) ?? null }, requests };
}

describe('classifying by neighbours', () => {
  it('rolls symbols up to every level and keeps IPC and CPC apart', async () => {
    const { symbols: proposed } = await classify(
      sources([[publication('A', symbols('IPC:H01M 10/0525', 'CPC:H01M 4/13')), 1]]),
      { abstract: '전지' },
    );
    expect(proposed.map(({ scheme, symbol, level, score }) => `${scheme} ${symbol} ${level} ${score}`)).toEqual([
      'IPC H section 1',
      'CPC H section 1',
      'IPC H01 class 1',
      'CPC H01 class 1',
      'IPC H01M subclass 1',
      'CPC H01M subclass 1',
      'IPC H01M 10/00 group 1',
      'CPC H01M 4/00 group 1',
      'IPC H01M 10/0525 subgroup 1',
      'CPC H01M 4/13 subgroup 1',
    ]);
  });

  it('lets near neighbours outvote far ones and names the supporters', async () => {
    const { symbols: proposed } = await classify(
      sources([
        [publication('A', symbols('IPC:H01M 10/00')), 1],
        [publication('B', symbols('IPC:G06F 17/30')), 0.4],
        [publication('C', symbols('IPC:G06F 17/30')), 0.4],
      ]),
      { abstract: 'cell' },
    );
    const sections = proposed.filter(({ level }) => level === 'section');
    expect(sections.map(({ symbol }) => symbol)).toEqual(['H', 'G']);
    expect(sections[1]?.supporters).toEqual(['B', 'C']);
    expect(sections.reduce((sum, { score }) => sum + score, 0)).toBeCloseTo(1);
  });

  it('counts a symbol that is not the first only in part', async () => {
    const { symbols: proposed } = await classify(
      sources([[publication('A', symbols('IPC:H01M 10/00', 'IPC:B60L 50/60')), 1]]),
      { abstract: 'cell' },
    );
    expect(proposed.find(({ symbol }) => symbol === 'B60L')?.score).toBe(LATER_SYMBOL);
  });

  it('lets a family vote once and leaves out documents without symbols and those excluded', async () => {
    const { neighbours } = await classify(
      sources([
        [publication('OWN', symbols('IPC:A61K 9/00')), 2],
        [publication('A', symbols('IPC:H01M 10/00'), '77'), 1],
        [publication('B', symbols('IPC:H01M 10/00'), '77'), 0.9],
        [publication('C', []), 0.8],
        [publication('D', symbols('IPC:G06F 17/30')), 0.7],
      ]),
      { abstract: 'cell' },
      { exclude: ['OWN'] },
    );
    expect(neighbours.map(({ publication: id }) => id)).toEqual(['A', 'D']);
  });

  it('asks without a cut-off date and proposes nothing where nothing is near', async () => {
    const found = sources([]);
    expect(await classify(found, { abstract: 'cell' })).toEqual({ symbols: [], neighbours: [] });
    expect(found.requests[0]?.before).toBeUndefined();
  });
});
