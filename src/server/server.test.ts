import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { request as httpRequest } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fakeSimsa } from '../../test/fake-simsa/fake-simsa.js';
import type { AskResult } from '../answer/index.js';
import type { ErrorRecord, Passage, Publication } from '../core/index.js';
import type { Examination } from '../examine/index.js';
import type { SearchResult } from '../search/index.js';
import { type ImportJob, type RunningServer, startServer } from './index.js';

let server: RunningServer;
let web: string;

beforeAll(async () => {
  web = await mkdtemp(join(tmpdir(), 'simsa-web-'));
  await mkdir(join(web, 'assets'));
  await writeFile(join(web, 'index.html'), '<!doctype html><title>page</title>');
  await writeFile(join(web, 'assets', 'app-1.js'), '1;');
  server = await startServer({ simsa: fakeSimsa(), port: 0, web });
});
afterAll(async () => {
  await server.close();
  await rm(web, { recursive: true, force: true });
});

const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
  fetch(`${server.url}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });

/** A request with headers that fetch does not let one set. */
function rawStatus(url: string, headers: Record<string, string>): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const request = httpRequest(url, { headers }, (response) => {
      response.resume();
      resolve(response.statusCode);
    });
    request.on('error', reject).end();
  });
}

async function readJson<T>(response: Response | Promise<Response>): Promise<T> {
  return (await (await response).json()) as T;
}

function eventsOf(text: string): { event: string; data: { step?: string; state?: string } }[] {
  return text
    .split('\n\n')
    .filter((block) => block.startsWith('event:'))
    .map((block) => ({
      event: /^event: (.*)$/m.exec(block)?.[1] ?? '',
      data: JSON.parse(/^data: (.*)$/m.exec(block)?.[1] ?? 'null'),
    }));
}

describe('searching and reading', () => {
  it('gives hits, facets and the understood query', async () => {
    const response = await post('/api/search', { query: '실리콘 음극', limit: 2 });
    expect(response.status).toBe(200);
    const result = await readJson<SearchResult>(response);
    expect(result.hits.map((hit) => hit.publication).sort()).toEqual(['KR1020150034567', 'KR1020190100885']);
    expect(result.facets.country).toContainEqual({ value: 'KR', count: 2 });
  });

  it('reads a publication and its passages by a number in another spelling', async () => {
    const publication = await readJson<Publication>(fetch(`${server.url}/api/publications/10-2019-0100885`));
    expect(publication.id).toBe('KR1020190100885');
    const passages = await readJson<Passage[]>(fetch(`${server.url}/api/publications/10-2019-0100885/passages`));
    expect(passages.some((passage) => passage.paragraph === '0004')).toBe(true);
  });

  it('says in the language of the reader that a publication is not there', async () => {
    const response = await fetch(`${server.url}/api/publications/US1`, {
      headers: { 'accept-language': 'ko-KR,ko;q=0.9,en;q=0.8' },
    });
    expect(response.status).toBe(404);
    expect(await response.json()).toMatchObject({
      code: 'server.unknown-publication',
      message: '저장소에 US1 문헌이 없습니다.',
    });
  });

  it('names the field of a request that is not as described', async () => {
    const response = await post('/api/search', { query: 3 });
    expect(response.status).toBe(400);
    const record = await readJson<ErrorRecord>(response);
    expect(record.code).toBe('server.bad-request');
    expect(record.message).toContain('query');
  });

  it('answers a body that is no JSON with an error record', async () => {
    const response = await fetch(`${server.url}/api/search`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"query":',
    });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ code: 'server.bad-request' });
  });
});

describe('training runs', () => {
  it('are none until some are watched', async () => {
    expect(await readJson(fetch(`${server.url}/api/runs`))).toEqual([]);
  });

  it('are read anew at each request', async () => {
    const run = await mkdtemp(join(tmpdir(), 'simsa-run-'));
    await writeFile(join(run, 'run.json'), '{"objective":"causal","passes":[{"steps":30},{"steps":10}]}');
    const watching = await startServer({ simsa: fakeSimsa(), port: 0, runs: [run] });
    const runs = () => readJson<{ curve: unknown[] }[]>(fetch(`${watching.url}/api/runs`));
    expect(await runs()).toMatchObject([{ objective: 'causal', steps: 40, curve: [], changed: null }]);
    const line = { step: 1, tokens: 10, loss: 3, norm: 1, rate: 1e-3, tokensPerSecond: 5 };
    await writeFile(join(run, 'metrics.jsonl'), `${JSON.stringify(line)}\n`);
    expect((await runs())[0]!.curve).toEqual([line]);
    await watching.close();
    await rm(run, { recursive: true });
  });
});

describe('asking', () => {
  it('streams the four steps in order and ends with the result', async () => {
    const response = await post('/api/ask', { question: '실리콘의 부피 팽창을 어떻게 억제하는가?' });
    expect(response.headers.get('content-type')).toContain('text/event-stream');
    const events = eventsOf(await response.text());
    const steps = events.filter(({ event }) => event === 'step').map(({ data }) => data.step);
    expect(steps).toEqual(['documents', 'paragraphs', 'grounds', 'answer']);
    expect(events.at(-1)?.event).toBe('done');
  });

  it('gives the final record to a client that accepts JSON', async () => {
    const response = await post(
      '/api/ask',
      { question: 'volume expansion of silicon' },
      { accept: 'application/json' },
    );
    const result = await readJson<AskResult>(response);
    expect(result.refused).toBe(false);
    expect(result.answer.sentences[0]?.numbers).toEqual([1]);
    const markdown = await post('/api/ask/markdown', result);
    expect(markdown.headers.get('content-type')).toContain('text/markdown');
    expect(await markdown.text()).toContain('US8672134B2 [0003]');
  });

  it('ends a stream with the error when one occurs', async () => {
    const events = eventsOf(await (await post('/api/ask', { question: ' ' })).text());
    expect(events).toMatchObject([{ event: 'error', data: { code: 'ask.empty-question' } }]);
  });

  it('stops the work when the client leaves', async () => {
    let stopped: () => void = () => {};
    const whenStopped = new Promise<void>((resolve) => {
      stopped = resolve;
    });
    const simsa = fakeSimsa();
    const slow = await startServer({
      port: 0,
      simsa: {
        ...simsa,
        ask: async function* (_request, options) {
          options?.signal?.addEventListener('abort', () => stopped());
          yield { type: 'step', step: 'documents' };
          await whenStopped;
        },
      },
    });
    const controller = new AbortController();
    const response = await fetch(`${slow.url}/api/ask`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ question: 'x' }),
      signal: controller.signal,
    });
    await response.body?.getReader().read();
    controller.abort();
    await whenStopped;
    await slow.close();
  });
});

describe('examining', () => {
  const text =
    '# 음극 활물질\n\n1. 실리콘 코어; 및 탄소 피복층;을 포함하는 음극 활물질.\n2. 제9항에 있어서, 질소를 포함하는 음극 활물질.\n';

  it('takes pasted text and a file alike', async () => {
    const fromText = await readJson<Examination>(post('/api/examine', { text }, { accept: 'application/json' }));
    const form = new FormData();
    form.append('file', new Blob([text]), '출원.md');
    const response = await fetch(`${server.url}/api/examine`, {
      method: 'POST',
      headers: { accept: 'application/json' },
      body: form,
    });
    expect(await response.json()).toEqual(fromText);
    expect(fromText.issues).toMatchObject([{ rule: 'unknown-reference', claim: 2 }]);
  });

  it('gives the report of an examination as a file', async () => {
    const examination = await (await post('/api/examine', { text }, { accept: 'application/json' })).json();
    const response = await post('/api/examine/report', { examination, format: 'markdown' });
    expect(response.headers.get('content-disposition')).toBe('attachment; filename="examination.md"');
    expect(await response.text()).toContain('음극 활물질');
  });

  it('refuses a form without a file', async () => {
    const form = new FormData();
    form.append('note', 'nothing');
    const response = await fetch(`${server.url}/api/claims`, { method: 'POST', body: form });
    expect(response.status).toBe(400);
  });
});

describe('importing', () => {
  const importFiles = async (files: Record<string, string>) => {
    const form = new FormData();
    for (const [name, content] of Object.entries(files)) form.append('files', new Blob([content]), name);
    return readJson<ImportJob>(fetch(`${server.url}/api/import`, { method: 'POST', body: form }));
  };

  it('runs as a job whose rejects carry the name the user gave, and leaves no temporary file', async () => {
    const before = (await readdir(tmpdir())).filter((name) => name.startsWith('simsa-upload-'));
    const job = await importFiles({ 'good.xml': '<a/>', '../../broken.xml': '<broken' });
    expect(job.names).toEqual(['good.xml', 'broken.xml']);
    const events = eventsOf(await (await fetch(`${server.url}/api/import/jobs/${job.id}`)).text());
    expect(events.at(-1)?.data).toMatchObject({
      state: 'done',
      rejected: 1,
      rejects: [{ code: 'input.unreadable', where: { file: 'broken.xml', offset: 1 } }],
    });
    const after = (await readdir(tmpdir())).filter((name) => name.startsWith('simsa-upload-'));
    expect(after.filter((name) => !before.includes(name))).toEqual([]);
    expect(await readJson(fetch(`${server.url}/api/rejects`))).toMatchObject({ total: 1, rejects: [{}] });
  });

  it('reports a path that is not there as the failure of the job', async () => {
    const job = await readJson<ImportJob>(post('/api/import', { paths: ['/no/such/file.xml'] }));
    const events = eventsOf(await (await fetch(`${server.url}/api/import/jobs/${job.id}`)).text());
    expect(events.at(-1)?.data).toMatchObject({ state: 'failed', error: { code: 'input.not-found' } });
  });

  it('cancels a job that waits', async () => {
    const first = await importFiles({ 'a.xml': '<a/>' });
    const second = await importFiles({ 'b.xml': '<b/>' });
    await fetch(`${server.url}/api/import/jobs/${second.id}`, { method: 'DELETE' });
    await (await fetch(`${server.url}/api/import/jobs/${first.id}`)).text();
    const events = eventsOf(await (await fetch(`${server.url}/api/import/jobs/${second.id}`)).text());
    expect(['cancelled', 'done']).toContain(events.at(-1)?.data.state);
  });

  it('makes the index anew without importing', async () => {
    const job = await readJson<ImportJob>(post('/api/index', { rebuild: true }));
    const events = eventsOf(await (await fetch(`${server.url}/api/import/jobs/${job.id}`)).text());
    expect(events.map(({ data }) => data.state)).not.toContain('importing');
    expect(events.at(-1)?.data).toMatchObject({ state: 'done', report: null });
  });

  it('names a job that is not there', async () => {
    const response = await fetch(`${server.url}/api/import/jobs/none`);
    expect(response.status).toBe(404);
  });
});

describe('settings', () => {
  it('keeps the generator and never shows the key', async () => {
    const put = (body: unknown) =>
      fetch(`${server.url}/api/settings`, {
        method: 'PUT',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });
    const state = await (await put({ generator: { url: 'http://127.0.0.1:8000/v1', model: null } })).json();
    expect(state).toEqual({ generator: { url: 'http://127.0.0.1:8000/v1', model: null }, keySet: false });
    expect((await put({ generator: { url: 'file:///etc/passwd', model: null } })).status).toBe(400);
    expect(await (await put({ generator: null })).json()).toMatchObject({ generator: null });
  });
});

describe('the page', () => {
  it('is served for addresses of views, with a policy that allows no inline script', async () => {
    const response = await fetch(`${server.url}/ask?q=x`);
    expect(await response.text()).toContain('<title>page</title>');
    expect(response.headers.get('content-security-policy')).toContain("script-src 'self'");
    expect((await fetch(`${server.url}/assets/app-1.js`)).headers.get('cache-control')).toContain('immutable');
  });

  it('gives nothing outside its folder and names addresses that are not there', async () => {
    expect(await rawStatus(`${server.url}/..%2f..%2fetc%2fpasswd.txt`, {})).toBe(404);
    expect(await rawStatus(`${server.url}/%E0%A4%A`, {})).toBe(400);
    const response = await fetch(`${server.url}/assets/none.js`);
    expect(await response.json()).toMatchObject({ code: 'server.unknown-address' });
    expect((await fetch(`${server.url}/api/none`)).status).toBe(404);
  });

  it('describes every route in OpenAPI 3.1', async () => {
    const document = await readJson<{ openapi: string; paths: object; components: { schemas: object } }>(
      fetch(`${server.url}/openapi.json`),
    );
    expect(document.openapi).toBe('3.1.0');
    expect(Object.keys(document.paths).sort()).toEqual([
      '/api/ask',
      '/api/ask/markdown',
      '/api/claims',
      '/api/classify',
      '/api/examine',
      '/api/examine/report',
      '/api/health',
      '/api/import',
      '/api/import/jobs',
      '/api/import/jobs/{id}',
      '/api/index',
      '/api/prior-art',
      '/api/publications/{number}',
      '/api/publications/{number}/passages',
      '/api/rejects',
      '/api/runs',
      '/api/search',
      '/api/settings',
    ]);
    expect(Object.keys(document.components.schemas)).toContain('Publication');
    expect(await (await fetch(`${server.url}/api`)).text()).toContain('/api/prior-art');
  });
});

describe('guards', () => {
  it('refuse a host name that is not this machine', async () => {
    expect(await rawStatus(`${server.url}/api/health`, { host: 'rebound.example' })).toBe(403);
    expect(await rawStatus(`${server.url}/api/health`, { host: 'localhost' })).toBe(200);
  });

  it('refuse writes from pages of other origins', async () => {
    expect((await post('/api/search', { query: 'x' }, { origin: 'http://evil.example' })).status).toBe(403);
    expect((await post('/api/search', { query: 'x' }, { origin: server.url })).status).toBe(200);
  });

  it('refuse a body over the limit', async () => {
    const response = await post('/api/search', { query: 'x'.repeat(3 * 1024 * 1024) });
    expect(response.status).toBe(413);
    expect(await response.json()).toMatchObject({ code: 'server.too-large' });
  });

  it('ask for a token wherever other machines can reach the server', async () => {
    await expect(startServer({ simsa: fakeSimsa(), host: '0.0.0.0', port: 0 })).rejects.toMatchObject({
      code: 'server.token-required',
    });
    const open = await startServer({ simsa: fakeSimsa(), host: '0.0.0.0', port: 0, token: 'secret' });
    const url = open.url.replace('0.0.0.0', '127.0.0.1');
    try {
      expect((await fetch(`${url}/api/health`)).status).toBe(401);
      expect((await fetch(`${url}/api/health?token=wrong`)).status).toBe(401);
      expect((await fetch(`${url}/api/health`, { headers: { authorization: 'Bearer secret' } })).status).toBe(200);
      const entry = await fetch(`${url}/api/health?token=secret`, { redirect: 'manual' });
      expect(entry.headers.get('location')).toBe('/api/health');
      const cookie = entry.headers.get('set-cookie') ?? '';
      expect(cookie).toMatch(/HttpOnly; SameSite=Strict/);
      expect(cookie).not.toContain('secret');
      const session = cookie.split(';')[0] ?? '';
      expect((await fetch(`${url}/api/health`, { headers: { cookie: session } })).status).toBe(200);
      const paths = await fetch(`${url}/api/import`, {
        method: 'POST',
        headers: { authorization: 'Bearer secret', 'content-type': 'application/json' },
        body: JSON.stringify({ paths: ['/etc'] }),
      });
      expect(paths.status).toBe(403);
    } finally {
      await open.close();
    }
  });

  it('slow down a client that asks too often from another machine', async () => {
    const open = await startServer({ simsa: fakeSimsa(), host: '0.0.0.0', port: 0, token: 'secret' });
    const url = open.url.replace('0.0.0.0', '127.0.0.1');
    const headers = { authorization: 'Bearer secret' };
    const statuses = await Promise.all(
      Array.from({ length: 100 }, async () => (await fetch(`${url}/api/settings`, { headers })).status),
    );
    await open.close();
    expect(statuses).toContain(429);
    expect(statuses).toContain(200);
  });

  it('take the next port when the wanted one is in use', async () => {
    const port = Number(new URL(server.url).port);
    const second = await startServer({ simsa: fakeSimsa(), port });
    expect(Number(new URL(second.url).port)).toBeGreaterThan(port);
    await second.close();
  });
});
