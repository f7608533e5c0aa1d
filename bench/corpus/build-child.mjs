/**
 * `build-child.mjs BUILT FOLDER OUT LIST WORKERS`: one build by the built code in a process of its own, without a loader
 * of TypeScript that its threads would start too; prints a line of JSON.
 */
const [built = '', folder = '', out = '', list = '', workers = '2'] = process.argv.slice(2);
const { buildCorpus } = await import(built);

const started = performance.now();
const since = () => (performance.now() - started) / 1_000;
let lastRead = 0;
let firstWritten = 0;
let rejects = 0;
for await (const event of buildCorpus([folder], { out, list, workers: Number(workers) })) {
  if (event.type === 'reject') rejects++;
  else if (event.type === 'progress') {
    if (event.progress.stage === 'read') lastRead = since();
    else firstWritten ||= since();
  } else {
    const { total } = event.report.summary.tally;
    const { user, system } = process.cpuUsage();
    const outcome = {
      documents: total.documents,
      sentences: total.sentences,
      textBytes: total.bytes,
      readBytes: event.report.bytes,
      rejects,
      seconds: event.report.seconds,
      readSeconds: lastRead,
      planSeconds: firstWritten - lastRead,
      writeSeconds: event.report.seconds - firstWritten,
      cpuSeconds: (user + system) / 1e6,
      peak: process.resourceUsage().maxRSS * 1_024,
    };
    console.log(JSON.stringify(outcome));
  }
}
