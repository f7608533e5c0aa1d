// The analyser kiwi-nlp from npm, run in the folder it is installed in: `node kiwi.mjs MODEL TEXT` prints CPU seconds of one pass.
// MODEL is the folder of the model files, which come from PyPI's kiwipiepy_model.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const [model, text] = process.argv.slice(2);
const folder = join(process.cwd(), 'node_modules/kiwi-nlp/dist');
const { KiwiBuilder } = await import(pathToFileURL(join(folder, 'index.js')).href);
const builder = await KiwiBuilder.create(join(folder, 'kiwi-wasm.wasm'));
const names = readdirSync(model).filter((name) => /\.(mdl|dict|morph|txt)$/.test(name));
const kiwi = await builder.build({
  modelFiles: Object.fromEntries(names.map((name) => [name, readFileSync(join(model, name))])),
});
const lines = readFileSync(text, 'utf8').split('\n');
if (kiwi.tokenize('전지를 포함한다.').length < 4) throw new Error('kiwi-nlp reads nothing');
const start = process.cpuUsage().user;
for (const line of lines) kiwi.tokenize(line);
console.log((process.cpuUsage().user - start) / 1e6);
