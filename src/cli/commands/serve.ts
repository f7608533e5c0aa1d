import { once } from 'node:events';
import type { Command } from 'commander';
import { startServer } from '../../server/index.js';
import { type GlobalOptions, type Run, withSimsa } from '../context.js';
import { SAMPLES, WEB } from '../places.js';
import { ProgressLine, printJson, printLines, say } from '../terminal.js';
import { positive } from './search.js';

interface ServeOptions {
  readonly host: string;
  readonly port: number;
  readonly token?: string;
}

export function registerServe(program: Command): void {
  for (const name of ['serve', 'start'] as const) {
    program
      .command(name)
      .description(
        name === 'serve'
          ? 'serve the workbench and the HTTP interface'
          : 'import the samples into an empty store, bring the index up to date, and serve',
      )
      .option('--host <host>', 'address to listen on; anything but loopback needs a token', '127.0.0.1')
      .option('--port <n>', 'port; the next free one when it is taken', positive, 4170)
      .option('--token <token>', 'token that clients must send (or SIMSA_TOKEN)')
      .action(async (options: ServeOptions, self: Command) => {
        await withSimsa(self.optsWithGlobals<GlobalOptions>(), 'write', async (run) => {
          if (name === 'start') await prepare(run);
          await serve(run, options);
        });
      });
  }
}

/** The first start: a store without publications gets the samples, and the index follows the store. */
async function prepare({ simsa, settings, signal }: Run): Promise<void> {
  const korean = settings.language === 'ko';
  const line = new ProgressLine();
  const before = await simsa.doctor();
  if (before.publications === 0) {
    say(korean ? '빈 저장소에 견본 문헌을 넣습니다 …' : 'Importing the samples into the empty store …');
    for await (const event of simsa.import([SAMPLES], { signal }))
      if (event.type === 'progress') line.show(event.progress);
  }
  const health = await simsa.doctor();
  if (!health.index.ok) {
    for await (const event of simsa.index({ signal })) if (event.type === 'progress') line.show(event.progress);
  }
  line.clear();
}

async function serve({ simsa, settings, signal }: Run, options: ServeOptions): Promise<void> {
  const token = options.token ?? process.env.SIMSA_TOKEN;
  const server = await startServer({ simsa, host: options.host, port: options.port, token, web: WEB });
  const korean = settings.language === 'ko';
  if (settings.json) printJson({ url: server.url });
  else
    printLines(
      '',
      `  ${korean ? '심사 작업대' : 'Simsa workbench'}  ${server.url}`,
      '',
      korean ? '  끝내려면 Ctrl-C' : '  Ctrl-C to stop',
    );
  if (!signal.aborted) await once(signal, 'abort');
  await server.close();
}
