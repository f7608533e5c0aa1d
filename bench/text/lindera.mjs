// The analyser lindera-wasm from npm, run in the folder it is installed in: `node lindera.mjs TEXT` prints CPU seconds of one pass.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const [text] = process.argv.slice(2);
const folder = join(process.cwd(), 'node_modules/lindera-wasm');
const { default: initialise, TokenizerBuilder } = await import(pathToFileURL(join(folder, 'lindera_wasm.js')).href);
await initialise({ module_or_path: readFileSync(join(folder, 'lindera_wasm_bg.wasm')) });
const builder = new TokenizerBuilder();
builder.setDictionary('embedded://ko-dic');
builder.setMode('normal');
const tokenizer = builder.build();
const lines = readFileSync(text, 'utf8').split('\n');
tokenizer.tokenize(lines[0]);
const start = process.cpuUsage().user;
for (const line of lines) tokenizer.tokenize(line);
console.log((process.cpuUsage().user - start) / 1e6);
