import type { Progress } from '../core/index.js';
import { type GlobalOptions, withSignal } from './context.js';
import { ProgressLine, printJson } from './terminal.js';
import type { Wording } from './wording.js';

type RunEvent = { readonly type: string } | { readonly type: 'progress'; readonly progress: Progress };

/** Shows a training run as it goes on: progress while it prepares, then each event as JSON or in words. */
export async function followRun<Event extends RunEvent>(
  options: GlobalOptions,
  events: (signal: AbortSignal) => AsyncIterable<Event>,
  show: (event: Event, wording: Wording) => void,
): Promise<void> {
  const follow = async ({ settings, wording, signal }: Parameters<Parameters<typeof withSignal>[1]>[0]) => {
    const line = new ProgressLine();
    for await (const event of events(signal)) {
      if ('progress' in event) line.show(event.progress);
      else {
        line.clear();
        if (settings.json) await printJson(event);
        else show(event, wording);
      }
    }
  };
  await withSignal(options, follow, { interrupted: 'resumes' });
}
