/**
 * Trains a tokenizer and kills itself: `dying-trainer.ts TEXT FOLDER learning`, or before the first, second … file gets its
 * name: `dying-trainer.ts TEXT FOLDER 1`.
 */
import files from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { trainTokenizer } from '../training/train-tokenizer.js';

const [text = '', folder = '', when = ''] = process.argv.slice(2);
const die = () => process.kill(process.pid, 'SIGKILL');

const rename = files.renameSync;
let renames = 0;
files.renameSync = (from, to) => {
  if (++renames === Number(when)) die();
  rename(from, to);
};
syncBuiltinESMExports();

for await (const event of trainTokenizer([text], folder, { algorithm: 'unigram', vocabulary: 420, units: 'words' }))
  if (event.type === 'progress' && event.progress.stage === when) die();
