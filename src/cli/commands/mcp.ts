import type { Command } from 'commander';
import { type GlobalOptions, type Run, withSimsa } from '../context.js';
import type { Wording } from '../wording.js';

export function registerMcp(program: Command, wording: Wording): void {
  program
    .command('mcp')
    .description(
      wording(
        'serve the Model Context Protocol on standard input and output',
        '표준 입출력으로 모델 컨텍스트 프로토콜(MCP) 제공',
      ),
    )
    .action(async (_options: unknown, self: Command) => {
      // Loaded only here: the protocol's library is half of the time a search takes to start.
      const { serveMcp } = await import('../../mcp/index.js');
      const serve = ({ simsa, signal }: Run) => serveMcp(simsa, signal);
      await withSimsa(self.optsWithGlobals<GlobalOptions>(), 'read', serve, { interrupted: 'ends' });
    });
}
