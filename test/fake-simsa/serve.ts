import { resolve } from 'node:path';
import { startServer } from '../../src/server/index.js';
import { fakeSimsa } from './fake-simsa.js';

const empty = process.argv.includes('--empty');
const { url } = await startServer({ simsa: fakeSimsa({ pause: 150, empty }), web: resolve('dist/web') });
process.stdout.write(`${url}\n`);
