/**
 * `extract.mjs BUILT TEXT OUT MINIMUM_FREQUENCY WORKERS`: one extraction by the built tokenizer in a process of its own,
 * without a loader of TypeScript that its threads would start too; prints its seconds, seconds of CPU and peak memory.
 */
const [built = '', text = '', out = '', minFrequency, workers] = process.argv.slice(2);
const { extractNouns } = await import(built);
const options = { minFrequency: Number(minFrequency), workers: Number(workers) };
const before = process.cpuUsage();
for await (const event of extractNouns([text], out, options)) {
  if (event.type !== 'done') continue;
  const memory = process.resourceUsage().maxRSS * 1024;
  const { user, system } = process.cpuUsage(before);
  console.log(JSON.stringify({ seconds: event.report.seconds, cpu: (user + system) / 1e6, memory }));
}
