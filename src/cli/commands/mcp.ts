import type { Command } from 'commander';
import { serveMcp } from '../../mcp/index.js';
import { type GlobalOptions, withSimsa } from '../context.js';

export function registerMcp(program: Command): void {
  program
    .command('mcp')
    .description('serve the Model Context Protocol on standard input and output')
    .action(async (_options: unknown, self: Command) => {
      await withSimsa(self.optsWithGlobals<GlobalOptions>(), 'read', ({ simsa, signal }) => serveMcp(simsa, signal));
    });
}
