#!/usr/bin/env node
import { runCommandLine } from './program.js';

for (const stream of [process.stdout, process.stderr]) {
  // A reader that has seen enough (`| head`) is no fault.
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(0);
    throw error;
  });
}
await runCommandLine(process.argv.slice(2));
