import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { openChatServer } from './chat-server.js';

let server: Server | undefined;
let seen: { authorization: string | undefined; body: string }[] = [];

/** A local server whose chat answers are written by the test; it lists one model. */
async function serve(chat: (response: ServerResponse) => void): Promise<string> {
  seen = [];
  server = createServer((request: IncomingMessage, response) => {
    let body = '';
    request.on('data', (chunk) => {
      body += chunk;
    });
    request.on('end', () => {
      seen.push({ authorization: request.headers.authorization, body });
      if (request.url?.endsWith('/models')) response.end(JSON.stringify({ data: [{ id: 'made-model' }] }));
      else chat(response);
    });
  });
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
}

afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

const piece = (content: string, finish: string | null = null) =>
  `data: ${JSON.stringify({ choices: [{ delta: { content }, finish_reason: finish }] })}\n\n`;

async function reply(
  url: string,
  options: { silence?: number; total?: number; key?: string } = {},
  signal?: AbortSignal,
): Promise<string> {
  const generator = await openChatServer({ url, model: null, ...options });
  let text = '';
  for await (const part of generator.stream([{ role: 'user', content: '질문' }], { maxTokens: 50, signal }))
    text += part;
  return text;
}

describe('openChatServer', () => {
  it('streams a reply that is finished, in pieces cut anywhere', async () => {
    const bytes = Buffer.from(`${piece('분리막은 ')}: heartbeat\n\n${piece('얇다.', 'stop')}data: [DONE]\n\n`);
    const url = await serve((response) => {
      response.write(bytes.subarray(0, 31));
      setTimeout(() => response.end(bytes.subarray(31)), 20);
    });
    expect(await reply(url, { key: 'secret' })).toBe('분리막은 얇다.');
    expect(seen.at(-1)?.authorization).toBe('Bearer secret');
    expect(JSON.parse(seen.at(-1)?.body ?? '')).toMatchObject({ model: 'made-model', stream: true });
  });

  it.each([
    ['ends without a word that it was finished', (r: ServerResponse) => r.end(piece('반쯤')), 'generator.cut-stream'],
    ['breaks the connection', (r: ServerResponse) => r.write(piece('반쯤'), () => r.destroy()), 'generator.cut-stream'],
    ['answers with an error', (r: ServerResponse) => r.writeHead(500).end('secret stack'), 'generator.refused'],
    ['sends no JSON', (r: ServerResponse) => r.end('data: <html>\n\n'), 'generator.nonsense'],
    ['sends JSON of another shape', (r: ServerResponse) => r.end('data: {"text":"x"}\n\n'), 'generator.nonsense'],
    ['never stops', (r: ServerResponse) => r.end(piece('가'.repeat(60_000)).repeat(3)), 'generator.nonsense'],
  ])('names what went wrong when the server %s', async (_name, chat, code) => {
    const url = await serve(chat);
    await expect(reply(url)).rejects.toMatchObject({ code });
  });

  it('gives up after too long a silence, and after too long a reply', async () => {
    const url = await serve((response) => response.write(piece('시작')));
    await expect(reply(url, { silence: 80 })).rejects.toMatchObject({ code: 'generator.time-out' });
    await expect(reply(url, { silence: 5000, total: 80 })).rejects.toMatchObject({ code: 'generator.time-out' });
  });

  it('stops when the caller goes away, which is no fault of the generator', async () => {
    const url = await serve((response) => response.write(piece('시작')));
    await expect(reply(url, {}, AbortSignal.timeout(60))).rejects.toMatchObject({ name: 'TimeoutError' });
  });

  it('names an address where nothing listens and an address that is none, without the key', async () => {
    await expect(reply('http://127.0.0.1:1/v1', { key: 'secret' })).rejects.toMatchObject({
      code: 'generator.unreachable',
    });
    await expect(reply('file:///etc/passwd')).rejects.toMatchObject({ code: 'generator.bad-address' });
    const error = await reply('http://127.0.0.1:1/v1', { key: 'secret' }).catch((thrown: unknown) =>
      JSON.stringify(thrown),
    );
    expect(error).not.toContain('secret');
  });
});
