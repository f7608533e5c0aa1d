/**
 * One process of bench/encode.ts: `tsx bench/encode/opening-child.ts FOLDER` opens an encoder and embeds a text of about
 * 128 tokens, from letters to vector. Prints one line of JSON.
 */
import { openEncoder } from '../../src/model/index.js';

export interface OpeningResult {
  /** Milliseconds until the encoder is ready. */
  readonly opening: number;
  /** Milliseconds of each text, and its tokens. */
  readonly wall: readonly number[];
  readonly tokens: number;
}

const TEXT =
  'The battery cell comprises a positive electrode, a negative electrode and a separator between them, wherein the ' +
  'active material of the negative electrode contains silicon. 본 발명은 이차전지용 전극 활물질 및 그 제조 방법에 관한 것으로, ';
const started = performance.now();
const encoder = await openEncoder(process.argv[2]!);
const opening = performance.now() - started;
let text = TEXT;
while ((await encoder.embed([text]))[0]!.tokens < 120) text += '상기 음극 활물질은 ';
const wall: number[] = [];
let tokens = 0;
for (let run = 0; run < 40; run++) {
  const begun = performance.now();
  const [embedding] = await encoder.embed([text]);
  wall.push(performance.now() - begun);
  tokens = embedding!.tokens;
}
const result: OpeningResult = { opening, wall, tokens };
console.log(JSON.stringify(result));
process.exit(0);
