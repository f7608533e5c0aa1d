import { join } from 'node:path';
import { classify } from '../../src/classify/index.js';
import { type Publication, preferText } from '../../src/core/index.js';
import { openEngine } from '../../src/index/index.js';
import { openSearcher } from '../../src/search/index.js';
import { openStore } from '../../src/store/index.js';
import type { ClassifiedDocument } from './documents.js';
import { keptRows } from './kept.js';
import type { Scored } from './methods.js';
import type { ClassTask } from './task.js';

/** A class that no neighbour has is unlikely, not impossible. */
const LEAST = 0.01;
/** Every question takes a search: so many of the tuning documents are enough to weigh methods. */
const TUNING = 400;

/**
 * Votes of the nearest documents of a store, as `simsa classify` gives them; the document itself and those of its title
 * or abstract may not vote. Others that are asked may, so this knows a tenth more documents than the methods beside it.
 */
export async function scoreByNeighbours(task: ClassTask, folder: string): Promise<Scored> {
  const store = openStore(folder, { readOnly: true });
  const searcher = openSearcher(store, openEngine(join(folder, 'index')));
  const shares = async (document: ClassifiedDocument): Promise<Float32Array> => {
    const { title, abstract } = document;
    const { hits } = await searcher.priorArt({ text: { title, abstract }, limit: 20, spans: 0 });
    const twins = hits.filter(({ publication }) => isTwin(store.get(publication), document));
    const own = document.keys.map((key) => key.slice(key.indexOf(':') + 1));
    const exclude = [...own, ...twins.map(({ publication }) => publication)];
    const { symbols } = await classify({ searcher, store }, { title, abstract }, { exclude });
    const scores = new Float32Array(task.labels.length).fill(Math.log(LEAST));
    for (const { scheme, symbol, level, score } of symbols) {
      const place = scheme === 'IPC' && level === task.level ? task.labels.indexOf(symbol) : -1;
      if (place >= 0) scores[place] = Math.log(LEAST + score);
    }
    return scores;
  };
  const all = async (documents: readonly ClassifiedDocument[]) => {
    const rows: Float32Array[] = [];
    for (const document of documents) rows.push(await shares(document));
    return rows;
  };
  const key = ['neighbours', task.key, JSON.stringify(store.counts())];
  try {
    return {
      tune: await keptRows([...key, `tune ${TUNING}`], () => all(task.parts.tune.slice(0, TUNING))),
      ask: await keptRows([...key, 'ask'], () => all(task.parts.ask)),
    };
  } finally {
    store.close();
  }
}

function isTwin(other: Publication | null, { title, abstract }: ClassifiedDocument): boolean {
  if (!other) return false;
  const bare = (text: string) => text.replace(/[^\p{L}\p{N}]/gu, '');
  return (
    bare(preferText(other.titles, 'ko')) === bare(title) || bare(preferText(other.abstracts, 'ko')) === bare(abstract)
  );
}
