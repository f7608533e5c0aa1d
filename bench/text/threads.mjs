/**
 * `threads.mjs BUILT LINES ROUNDS`: lines analysed by worker threads of the built house, with one thread and with two
 * in turn, their start included; prints the seconds of each round by side as JSON.
 */
import { readFileSync } from 'node:fs';

const [built = '', path = '', rounds] = process.argv.slice(2);
const { analyseLines, analyseText, openKoreanAnalyser } = await import(built);
const lines = readFileSync(path, 'utf8').split('\n');
// Printing gives ten times as many bytes as it reads: every second line will do.
const bytes = Buffer.from(lines.filter((_, i) => i % 2 === 0).join('\n'));
const { dictionary } = openKoreanAnalyser();
const seconds = { one: [], two: [], printedByOne: [], printedByTwo: [] };
for (let round = 0; round < Number(rounds); round++) {
  seconds.one.push(await wallSeconds(analyseLines(lines, { dictionary, threads: 1 })));
  seconds.two.push(await wallSeconds(analyseLines(lines, { dictionary, threads: 2 })));
  seconds.printedByOne.push(await wallSeconds(analyseText(inChunks(), { dictionary, threads: 1, form: 'json' })));
  seconds.printedByTwo.push(await wallSeconds(analyseText(inChunks(), { dictionary, threads: 2, form: 'json' })));
}
console.log(JSON.stringify({ printedBytes: bytes.length, seconds }));

async function wallSeconds(results) {
  const start = performance.now();
  for await (const _ of results);
  return (performance.now() - start) / 1000;
}

/** As a file is read, 64 kB at a time. */
function* inChunks() {
  for (let at = 0; at < bytes.length; at += 65_536) yield bytes.subarray(at, at + 65_536);
}
