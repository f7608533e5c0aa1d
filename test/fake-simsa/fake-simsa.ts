import { readFile } from 'node:fs/promises';
import { basename, relative } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { AskEvent, AskRequest, AskResult, Ground } from '../../src/answer/index.js';
import type { ParsedClaim } from '../../src/claims/index.js';
import { formatAddress, normaliseNumber, passagesOf, SimsaError } from '../../src/core/index.js';
import type { ChartCell, Examination, ExamineEvent } from '../../src/examine/index.js';
import type { ApplicationInput, GeneratorSettings, ImportEvent, IndexEvent, Simsa } from '../../src/simsa.js';
import type { Reject } from '../../src/store/index.js';
import { findPassages, hitFor, search, spanIn, wordsOf } from './finding.js';
import { PUBLICATIONS } from './publications.js';

export interface FakeOptions {
  /** Pause between two events of a stream, in ms. */
  readonly pause?: number;
  readonly empty?: boolean;
}

/** A Simsa in memory for trying the faces: right shapes, naive content. */
export function fakeSimsa({ pause = 0, empty = false }: FakeOptions = {}): Simsa {
  const publications = empty ? [] : [...PUBLICATIONS];
  const rejects: Reject[] = [];
  let generator: GeneratorSettings | null = null;

  const read = (number: string) => {
    const wanted = normaliseNumber('', number);
    return publications.find(({ id }) => id === wanted || id.slice(2) === wanted) ?? null;
  };

  async function* importFiles(
    paths: readonly string[],
    options?: { readonly signal?: AbortSignal; readonly base?: string },
  ): AsyncGenerator<ImportEvent> {
    let rejected = 0;
    for (const [place, path] of paths.entries()) {
      if (options?.signal?.aborted) return;
      const text = await readFile(path, 'utf8').catch(() => {
        throw new SimsaError('input.not-found', { path });
      });
      yield {
        type: 'progress',
        progress: { stage: 'read', done: place, total: paths.length, unit: 'records', note: basename(path) },
      };
      await wait(pause);
      if (!text.includes('broken')) continue;
      const error = new SimsaError('input.unreadable', {
        path: basename(path),
        reason: 'the XML ends inside <claims>',
      });
      const reject = {
        where: { file: relative(options?.base ?? '', path), offset: text.indexOf('broken'), record: 1 },
        error,
      };
      rejects.push(reject);
      rejected += 1;
      yield { type: 'reject', reject };
    }
    const added = paths.length - rejected;
    if (empty) publications.push(...PUBLICATIONS.slice(publications.length));
    const counts = {
      files: paths.length,
      records: paths.length,
      added,
      merged: 0,
      unchanged: 0,
      rejected,
      repaired: 0,
    };
    yield { type: 'done', report: { ...counts, bytes: 4096, seconds: 0.4, interrupted: false } };
  }

  async function* index(): AsyncGenerator<IndexEvent> {
    yield { type: 'progress', progress: { stage: 'index', done: 1, total: 2, unit: 'publications' } };
    await wait(pause);
    yield { type: 'done', publications: publications.length, paragraphs: 40, seconds: 0.1 };
  }

  async function* ask({ question }: AskRequest, options?: { readonly signal?: AbortSignal }): AsyncGenerator<AskEvent> {
    if (question.trim() === '') throw new SimsaError('ask.empty-question');
    const korean = /[가-힣]/.test(question);
    const words = wordsOf(question);
    const steps = answerSteps(publications, question, words, korean);
    for (const event of steps) {
      if (options?.signal?.aborted) return;
      await wait(pause);
      yield event;
    }
  }

  async function* examine(input: ApplicationInput): AsyncGenerator<ExamineEvent> {
    const text = new TextDecoder().decode(input.bytes);
    if (text.trim() === '') throw new SimsaError('input.unreadable', { path: input.name, reason: 'it is empty' });
    for (const step of ['claims', 'classify', 'search', 'chart'] as const) {
      yield { type: 'step', step };
      await wait(pause);
    }
    yield { type: 'done', examination: examinationOf(publications, text) };
  }

  return {
    import: importFiles,
    index,
    search: async (request) => {
      if (request.query.trim() === '' && !request.filters)
        throw new SimsaError('server.bad-request', { reason: 'query' });
      return search(publications, request);
    },
    priorArt: async (request) =>
      search(publications, { query: read(request.publication ?? '')?.titles[0]?.text ?? '' }),
    ask,
    answer: async (request) => {
      for await (const event of ask(request)) if (event.type === 'done') return event.result;
      throw new Error('no answer');
    },
    classify: async (input) => {
      const { symbols, neighbours } = examinationOf(publications, new TextDecoder().decode(input.bytes));
      return { symbols, neighbours };
    },
    claims: async (input) => {
      const { language, claims, issues } = examinationOf(publications, new TextDecoder().decode(input.bytes));
      return { language, claims, issues };
    },
    readApplication: async () => {
      throw new Error('not in the fake');
    },
    examine,
    report: (examination, format) =>
      format === 'html'
        ? `<!doctype html><meta charset="utf-8"><h1>${examination.title.replaceAll('<', '&lt;')}</h1>`
        : `# ${examination.title}\n`,
    read,
    passages: (id) => {
      const publication = read(id);
      return publication ? [...passagesOf(publication)] : [];
    },
    verifyCitation: () => {
      throw new Error('not in the fake');
    },
    rejects: ({ offset = 0, limit = 100 } = {}) => rejects.slice(offset, offset + limit),
    getGenerator: () => generator,
    setGenerator: (settings) => {
      generator = settings;
    },
    doctor: async () => ({
      publications: publications.length,
      paragraphs: publications.reduce((sum, publication) => sum + publication.description.length, 0),
      rejected: rejects.length,
      versions: { simsa: '0.1.0', node: process.versions.node },
      store: { path: '/home/user/simsa-store', schema: 1, ok: true, bytes: 73_400_320 },
      index: { ok: true, publications: publications.length, paragraphs: 34, behind: 0, reason: null },
      generator,
      health: 'sound',
      healthy: true,
    }),
    close: async () => {},
  };
}

function* answerSteps(
  publications: typeof PUBLICATIONS,
  question: string,
  words: readonly string[],
  korean: boolean,
): Generator<AskEvent> {
  const language = korean ? 'ko' : 'en';
  const inLanguage = publications.filter((publication) => publication.language === language);
  yield { type: 'step', step: 'documents' };
  const documents = search(inLanguage, { query: words.join(' ') }).hits.slice(0, 4);
  yield { type: 'documents', documents };
  yield { type: 'step', step: 'paragraphs' };
  const found = inLanguage.filter(({ id }) => documents.some((hit) => hit.publication === id));
  const paragraphs = findPassages(found, words).filter((hit) => hit.span.part === 'description');
  yield { type: 'paragraphs', paragraphs };
  yield { type: 'step', step: 'grounds' };
  const best = paragraphs.filter((hit) => hit.score >= 0.4).slice(0, 4);
  const grounds: Ground[] = [];
  for (const publication of new Set(best.map((hit) => hit.span.publication))) {
    const own = best.filter((hit) => hit.span.publication === publication);
    const ground = {
      publication,
      title: own[0]?.title ?? '',
      sentences: own.map((hit) => hit.span),
      summary: own[0]?.span.text ?? '',
    };
    grounds.push(ground);
    yield { type: 'ground', ground };
  }
  yield { type: 'step', step: 'answer' };
  const references = best.map((hit, place) => ({
    number: place + 1,
    publication: hit.span.publication,
    title: hit.title,
    address: formatAddress(hit.span, language),
    span: hit.span,
  }));
  const sentences = best.map((hit, place) => ({ text: hit.span.text, citations: [hit.span], numbers: [place + 1] }));
  for (const [place, sentence] of sentences.entries()) {
    yield { type: 'sentence', sentence, references: references.slice(0, place + 1) };
  }
  const answer = { language, sentences, references, writtenBy: 'extractive', cut: 0, fellBack: null };
  const result: AskResult = { question, answer, documents, paragraphs, grounds, refused: sentences.length === 0 };
  yield { type: 'done', result };
}

/** Claims by lines that begin with a number; elements by semicolons. */
function parseClaims(text: string): ParsedClaim[] {
  const blocks = [
    ...text.matchAll(/^\s*(?:【?청구항\s*)?(\d+)[.】)]?\s+(.+?)(?=\n\s*(?:【?청구항\s*)?\d+[.】)]?\s|\n\n|$)/gmsu),
  ];
  return blocks.map((block) => {
    const number = Number(block[1]);
    const body = (block[2] ?? '').trim();
    const dependsOn = [...body.matchAll(/제\s*(\d+)항|claims? (\d+)/gu)].map((match) => Number(match[1] ?? match[2]));
    let at = 0;
    const elements = body.split(/(?<=;)/).map((piece, place) => {
      const start = at;
      at += piece.length;
      const role = place === 0 ? ('preamble' as const) : ('element' as const);
      return { label: `${number}${String.fromCharCode(97 + place)}`, text: piece, role, start, end: at };
    });
    const kind = dependsOn.length > 0 ? ('dependent' as const) : ('independent' as const);
    return {
      number,
      text: body,
      kind,
      category: 'product' as const,
      dependsOn,
      refersTo: dependsOn,
      multiple: dependsOn.length > 1,
      elements,
    };
  });
}

function examinationOf(publications: typeof PUBLICATIONS, text: string): Examination {
  const language = /[가-힣]/.test(text) ? 'ko' : 'en';
  const claims = parseClaims(text);
  const words = wordsOf(text).slice(0, 60);
  const priorArt = publications
    .filter((publication) => publication.language === language)
    .map((publication) => hitFor(publication, words))
    .filter((hit) => hit !== null)
    .sort((left, right) => right.score - left.score)
    .slice(0, 4);
  const elements = claims.flatMap((claim) => claim.elements.map((element) => ({ ...element, claim: claim.number })));
  const chart: ChartCell[] = elements.flatMap((element) =>
    priorArt.map((hit) => {
      const wanted = wordsOf(element.text);
      const publication = publications.find(({ id }) => id === hit.publication);
      const spans = publication
        ? [...passagesOf(publication)]
            .map((passage) => spanIn(passage, wanted))
            .filter((span) => span !== null)
            .slice(0, 2)
        : [];
      const text = spans[0]?.text.toLowerCase() ?? '';
      const coverage = wanted.length === 0 ? 0 : wanted.filter((word) => text.includes(word)).length / wanted.length;
      return { claim: element.claim, element: element.label, publication: hit.publication, spans, coverage };
    }),
  );
  const numbers = new Set(claims.map((claim) => claim.number));
  const issues = claims.flatMap((claim) =>
    claim.dependsOn
      .filter((number) => !numbers.has(number))
      .map((number) => ({ rule: 'unknown-reference', claim: claim.number, details: { reference: number } })),
  );
  return {
    title: /^#?\s*(.+)$/m.exec(text)?.[1] ?? '',
    language,
    effectiveDate: '2021-01-15',
    claims,
    issues,
    elements,
    priorArt,
    chart,
    symbols: symbolsOf(priorArt),
    neighbours: priorArt.map((hit) => ({
      publication: hit.publication,
      title: hit.title,
      score: hit.score,
      symbols: hit.facts.classes,
    })),
  };
}

function symbolsOf(hits: Examination['priorArt']): Examination['symbols'] {
  const total = hits.reduce((sum, hit) => sum + hit.score, 0);
  const levels = [
    { level: 'section', length: 1 },
    { level: 'subclass', length: 4 },
    { level: 'subgroup', length: 20 },
  ] as const;
  return levels.flatMap(({ level, length }) => {
    const scores = new Map<string, { score: number; supporters: string[] }>();
    for (const hit of hits) {
      for (const symbol of new Set(hit.facts.classes.map((name) => name.slice(0, length)))) {
        const entry = scores.get(symbol) ?? { score: 0, supporters: [] };
        entry.score += hit.score / total;
        entry.supporters.push(hit.publication);
        scores.set(symbol, entry);
      }
    }
    const sorted = [...scores].sort((left, right) => right[1].score - left[1].score).slice(0, 5);
    return sorted.map(([symbol, entry]) => ({ scheme: 'IPC' as const, symbol, level, ...entry }));
  });
}
