/** `extract.ts TEXT OUT MINIMUM_FREQUENCY WORKERS`: one extraction in a process of its own; prints its seconds, seconds of CPU and peak memory. */
import { extractNouns } from '../../src/tokenizer/index.js';

const [text = '', out = '', minFrequency, workers] = process.argv.slice(2);
const options = { minFrequency: Number(minFrequency), workers: Number(workers) };
const before = process.cpuUsage();
for await (const event of extractNouns([text], out, options)) {
  if (event.type !== 'done') continue;
  const memory = process.resourceUsage().maxRSS * 1024;
  const { user, system } = process.cpuUsage(before);
  console.log(JSON.stringify({ seconds: event.report.seconds, cpu: (user + system) / 1e6, memory }));
}
