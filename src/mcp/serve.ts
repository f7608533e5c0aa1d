import { once } from 'node:events';
import type { Readable, Writable } from 'node:stream';
import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';
import { toSimsaError } from '../core/index.js';
import { type Simsa, VERSION } from '../simsa.js';
import { TOOLS } from './tools.js';

/** Serves the tools over the Model Context Protocol until the other side closes or the signal comes. */
export async function serveMcp(
  simsa: Simsa,
  signal: AbortSignal,
  streams: { readonly input: Readable; readonly output: Writable } = { input: process.stdin, output: process.stdout },
): Promise<void> {
  const server = new McpServer({ name: 'simsa', version: VERSION });
  for (const { name, description, input, run } of TOOLS) {
    server.registerTool(
      name,
      { description, inputSchema: input, annotations: { readOnlyHint: true, openWorldHint: false } },
      async (values: Record<string, unknown>) => {
        try {
          return { content: [{ type: 'text' as const, text: JSON.stringify(await run(simsa, values)) }] };
        } catch (thrown) {
          return { isError: true, content: [{ type: 'text' as const, text: JSON.stringify(toSimsaError(thrown)) }] };
        }
      },
    );
  }
  await server.connect(new StdioServerTransport(streams.input, streams.output));
  await Promise.race([once(streams.input, 'close'), once(streams.input, 'end'), once(signal, 'abort')]);
  await server.close();
}
