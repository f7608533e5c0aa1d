import { once } from 'node:events';
import type { Command } from 'commander';
import { viewRun } from '../../workshop.js';
import { type GlobalOptions, type Run, withSimsa } from '../context.js';
import { list, wholeNumber } from '../options.js';
import { SAMPLES, WEB } from '../places.js';
import { ProgressLine, printJson, printLines, say } from '../terminal.js';
import type { Wording } from '../wording.js';

interface ServeOptions {
  readonly host: string;
  readonly port: number;
  readonly token?: string;
  readonly run?: readonly string[];
}

export function registerServe(program: Command, wording: Wording): void {
  const descriptions = {
    serve: wording('serve the workbench and the HTTP interface', '작업대와 HTTP 인터페이스를 제공'),
    start: wording(
      'import the samples into an empty store, bring the index up to date, and serve',
      '빈 저장소에 견본을 넣고 색인을 맞춘 뒤 작업대를 제공',
    ),
  };
  for (const name of ['serve', 'start'] as const) {
    program
      .command(name)
      .description(descriptions[name])
      .option(
        '--host <host>',
        wording(
          'address to listen on; anything but loopback needs a token',
          '접속을 받을 주소. 루프백이 아니면 토큰 필요',
        ),
        '127.0.0.1',
      )
      .option(
        '--port <n>',
        wording(
          'port; the next free one when it is taken, any for 0',
          '포트. 사용 중이면 다음 빈 포트, 0이면 아무 포트',
        ),
        wholeNumber(0, 65_535),
        4170,
      )
      .option(
        '--token <token>',
        wording('token that clients must send (or SIMSA_TOKEN)', '접속 토큰 (또는 SIMSA_TOKEN)'),
      )
      .option(
        '--run <dir>',
        wording('training run whose curves are shown; again for more', '곡선을 보여 줄 학습 폴더. 여러 번 지정 가능'),
        list,
      )
      .action(async (options: ServeOptions, self: Command) => {
        const work = async (run: Run) => {
          if (name === 'start') await prepare(run);
          if (!run.signal.aborted) await serve(run, options);
        };
        await withSimsa(self.optsWithGlobals<GlobalOptions>(), 'write', work, { interrupted: 'ends' });
      });
  }
}

/** The first start: a store without publications gets the samples, and the index follows the store. */
async function prepare({ simsa, signal, wording }: Run): Promise<void> {
  const line = new ProgressLine();
  if ((await simsa.doctor()).publications === 0) {
    say(wording('Importing the samples into the empty store …', '빈 저장소에 견본 문헌을 넣습니다 …'));
    for await (const event of simsa.import([SAMPLES], { signal })) {
      if (event.type === 'progress') line.show(event.progress);
      // The samples are ours: one that cannot be read means that the installation is not whole.
      if (event.type === 'reject') throw event.reject.error;
    }
  }
  const { index } = await simsa.doctor();
  if (!signal.aborted && !index.ok) {
    // One that cannot be opened, damaged or of another version, is made anew: all of it is in the store.
    const run = { rebuild: index.reason !== null, signal };
    for await (const event of simsa.index(run)) if (event.type === 'progress') line.show(event.progress);
  }
  line.clear();
}

async function serve({ simsa, settings, signal, wording }: Run, options: ServeOptions): Promise<void> {
  // Loaded only here, so that a search does not wait for a web server.
  const { startServer } = await import('../../server/index.js');
  const token = options.token ?? process.env.SIMSA_TOKEN;
  // Named before the server starts: a folder that holds no run.
  for (const folder of options.run ?? []) viewRun(folder);
  const { host, port, run: runs } = options;
  const server = await startServer({ simsa, host, port, token, runs, web: WEB });
  if (settings.json) await printJson({ url: server.url });
  else
    printLines(
      '',
      `  ${wording('Simsa workbench', 'Simsa 작업대')}  ${server.url}`,
      '',
      wording('  Ctrl-C to stop', '  끝내려면 Ctrl-C'),
    );
  if (!signal.aborted) await once(signal, 'abort');
  await server.close();
}
