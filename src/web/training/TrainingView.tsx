import { ChartLine } from 'lucide-react';
import type { RunView } from '../../workshop.js';
import { useSpeech } from '../i18n/index.js';
import { EmptyState, ErrorNote, Skeleton } from '../shared/states.js';
import { CurveChart } from './CurveChart.js';
import { chartsOf } from './curves.js';
import { useRuns } from './use-runs.js';

/** A run that writes nothing for so long is told of, in milliseconds. */
const QUIET_AFTER = 120_000;

/** Training runs while they go on: how far, how fast, and their curves. */
export function TrainingView() {
  const { text } = useSpeech();
  const runs = useRuns();
  return (
    <div className="training">
      <h1>{text.training.title}</h1>
      {runs.isError && <ErrorNote error={runs.error} onRetry={() => runs.refetch()} />}
      {runs.isPending && <Skeleton lines={4} />}
      {runs.data?.length === 0 && (
        <EmptyState icon={<ChartLine size={28} />} title={text.training.none} hint={text.training.noneHint} />
      )}
      {runs.data?.map((run) => (
        <Run key={run.name} run={run} />
      ))}
    </div>
  );
}

function Run({ run }: { readonly run: RunView }) {
  const { text } = useSpeech();
  const { objectives, figures } = text.training;
  return (
    <section className="panel run">
      <header>
        <h2>{run.name}</h2>
        <span className="run-objective">{objectives[run.objective as keyof typeof objectives] ?? run.objective}</span>
      </header>
      <RunFacts run={run} />
      <div className="curves">
        {chartsOf(run).map((chart) => (
          <CurveChart
            key={chart.figure}
            chart={chart}
            title={figures[chart.figure as keyof typeof figures] ?? chart.figure}
          />
        ))}
      </div>
    </section>
  );
}

/** How far a run is, how fast, and how long it will take yet. */
function RunFacts({ run }: { readonly run: RunView }) {
  const { text, number } = useSpeech();
  const words = text.training;
  const last = run.curve.at(-1);
  if (!last) return <p className="quiet">{words.waiting}</p>;
  const silent = run.changed === null ? 0 : Date.now() - Date.parse(run.changed);
  const secondsLeft = ((last.tokens / last.step) * (run.steps - last.step)) / Math.max(1, last.tokensPerSecond);
  const state = () => {
    if (last.step >= run.steps) return words.done;
    if (silent > QUIET_AFTER) return words.quiet(duration(silent / 1000, words));
    return words.left(duration(secondsLeft, words));
  };
  return (
    <>
      <progress className="run-progress" max={run.steps} value={last.step} />
      <p className="run-facts">
        <span>{words.step(number(last.step), number(run.steps))}</span>
        <span>{words.tokens(number(last.tokens))}</span>
        <span>{words.speed(number(last.tokensPerSecond))}</span>
        <span>{state()}</span>
      </p>
    </>
  );
}

function duration(seconds: number, { duration: words }: ReturnType<typeof useSpeech>['text']['training']): string {
  const hours = seconds / 3600;
  if (hours < 1.5) return words.minutes(String(Math.max(1, Math.round(seconds / 60))));
  return hours < 48 ? words.hours(String(Math.round(hours))) : words.days(String(Math.round(hours / 24)));
}
