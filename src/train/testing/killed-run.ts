/** A process of its own, to be killed: `killed-run.ts ROOT FOLDER`. Says which steps are done. */
import { madeUpRun } from './made-up-run.js';

const [root, folder] = process.argv.slice(2);
for await (const event of madeUpRun(root!, folder!))
  if (event.type === 'metric') process.stdout.write(`step ${event.metric.step}\n`);
