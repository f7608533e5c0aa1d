import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What a scripted server writes when it is asked to chat; `prompt` is what it was sent. */
export type Chat = (response: ServerResponse, prompt: string) => void;

/** One piece of a streamed reply in the form of an OpenAI-compatible server. */
export function piece(content: string, finish: string | null = null): string {
  return `data: ${JSON.stringify({ choices: [{ delta: { content }, finish_reason: finish }] })}\n\n`;
}

/** Runs a local server with one model and calls `action` with its address. */
export async function withGenerator<T>(chat: Chat, action: (url: string) => Promise<T>): Promise<T> {
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (part) => {
      body += part;
    });
    request.on('end', () => {
      if (request.url?.endsWith('/models')) response.end(JSON.stringify({ data: [{ id: 'made-model' }] }));
      else chat(response, body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    return await action(`http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`);
  } finally {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
}
