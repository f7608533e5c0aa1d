/**
 * One process of bench/encode.ts: an encoder's network on rows of tokens, in 32 or 8 bits. Prints one line of JSON.
 * `tsx bench/encode/child.ts OPTIONS` where OPTIONS is JSON of `ChildOptions`.
 */
import { integers, openInference } from '../../src/graph/index.js';

export interface ChildOptions {
  /** Folder of Hugging Face, for the peer. */
  readonly folder: string;
  /** The `.onnx` file, for us. */
  readonly model: string;
  readonly words: number;
  readonly threads: number;
  readonly batch: number;
  readonly length: number;
  readonly warmUp: number;
  readonly runs: number;
}

export interface ChildResult {
  /** Milliseconds of each run, and of processor time. */
  readonly wall: readonly number[];
  readonly cpu: readonly number[];
  /** Of the first row. */
  readonly vector: readonly number[];
}

const { model, words, threads, batch, length, warmUp, runs } = JSON.parse(process.argv[2]!) as ChildOptions;
const session = await openInference(model, { threads });
const shape = [batch, length];
const rowAndPlace = (of: (row: number, at: number) => number) =>
  integers(
    Int32Array.from({ length: batch * length }, (_, i) => of(Math.floor(i / length), i % length)),
    shape,
  );
const inputs = {
  input_ids: rowAndPlace((row, at) => 5 + ((at * 7919 + row * 104_729) % (words - 5))),
  attention_mask: rowAndPlace(() => 1),
  token_type_ids: rowAndPlace(() => 0),
};
const [wall, cpu]: [number[], number[]] = [[], []];
let vector: readonly number[] = [];
for (let run = 0; run < warmUp + runs; run++) {
  const [started, processor] = [performance.now(), process.cpuUsage()];
  const { sentence_embedding } = await session.run(inputs);
  const { user, system } = process.cpuUsage(processor);
  if (run < warmUp) continue;
  wall.push(performance.now() - started);
  cpu.push((user + system) / 1000);
  vector = Array.from(sentence_embedding!.data.subarray(0, sentence_embedding!.shape[1]));
}
const result: ChildResult = { wall, cpu, vector };
console.log(JSON.stringify(result));
process.exit(0);
