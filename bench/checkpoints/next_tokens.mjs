/**
 * `next_tokens.mjs PACKAGE MODEL.gguf COUNT`: the most likely tokens that llama.cpp puts after each start of a JSON list on
 * standard input. The package (node-llama-cpp) stands in the work folder of the bench and is no dependency here.
 */
const [, , packageName, path, count] = process.argv;
const { getLlama, LlamaLogLevel } = await import(packageName);
let given = '';
for await (const piece of process.stdin) given += piece;
const llama = await getLlama({ gpu: false, build: 'never', logLevel: LlamaLogLevel.error });
const model = await llama.loadModel({ modelPath: path, gpuLayers: 0 });
const answers = [];
for (const start of JSON.parse(given)) {
  const context = await model.createContext({ contextSize: 64, threads: 1 });
  const sequence = context.getSequence();
  const tokens = [];
  for await (const token of sequence.evaluate(start, { temperature: 0, yieldEogToken: true })) {
    tokens.push(token);
    if (tokens.length === Number(count)) break;
  }
  answers.push(tokens);
  await context.dispose();
}
console.log(JSON.stringify(answers));
process.exit(0);
