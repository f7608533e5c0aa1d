/** A process of its own, to be killed: `killed-contrast.ts ROOT FOLDER`. Says which steps are done. */
import { madeUpContrast } from './made-up-pairs.js';

const [root, folder] = process.argv.slice(2);
for await (const event of madeUpContrast(root!, folder!))
  if (event.type === 'metric') process.stdout.write(`step ${event.metric.step}\n`);
