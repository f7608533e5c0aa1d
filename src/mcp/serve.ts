import { once } from 'node:events';
import type { Readable, Writable } from 'node:stream';
import { Server } from '@modelcontextprotocol/sdk/server/index.js';
import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';
import { CallToolRequestSchema, ListToolsRequestSchema } from '@modelcontextprotocol/sdk/types.js';
import { z } from 'zod';
import { toSimsaError } from '../core/index.js';
import { type Simsa, VERSION } from '../simsa.js';
import { callTool, TOOLS } from './tools.js';

/** Serves the tools over the Model Context Protocol until the other side closes or the signal comes. */
export async function serveMcp(
  simsa: Simsa,
  signal: AbortSignal,
  streams: { readonly input: Readable; readonly output: Writable } = { input: process.stdin, output: process.stdout },
): Promise<void> {
  // The plain server, and not the helper around it: wrong arguments are to be told in our own error record.
  const server = new Server({ name: 'simsa', version: VERSION }, { capabilities: { tools: {} } });
  server.setRequestHandler(ListToolsRequestSchema, () => ({ tools: TOOLS.map(describeTool) }));
  server.setRequestHandler(CallToolRequestSchema, async ({ params }) => {
    try {
      return textResult(await callTool(simsa, params.name, params.arguments ?? {}));
    } catch (thrown) {
      return { ...textResult(toSimsaError(thrown)), isError: true };
    }
  });
  await server.connect(new StdioServerTransport(streams.input, streams.output));
  const ends = [once(streams.input, 'close'), once(streams.input, 'end')];
  if (!signal.aborted) await Promise.race([...ends, once(signal, 'abort')]);
  await server.close();
}

function describeTool({ name, description, input }: (typeof TOOLS)[number]) {
  const { $schema: _dialect, ...inputSchema } = z.toJSONSchema(z.object(input), { io: 'input' });
  return {
    name,
    description,
    inputSchema: inputSchema as { type: 'object' },
    annotations: { readOnlyHint: true, openWorldHint: false },
  };
}

function textResult(value: unknown) {
  return { content: [{ type: 'text' as const, text: JSON.stringify(value) }] };
}
