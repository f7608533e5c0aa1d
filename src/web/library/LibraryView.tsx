import { useSpeech } from '../i18n/index.js';
import { ErrorNote, Skeleton } from '../shared/states.js';
import { useHealth } from '../shared/use-health.js';
import { GeneratorForm } from './GeneratorForm.js';
import { ImportPanel } from './ImportPanel.js';
import { JobList } from './JobList.js';
import { RejectTable } from './RejectTable.js';
import { StoreFacts } from './StoreFacts.js';
import { useJobs } from './use-jobs.js';

/** The store: what it holds, importing, what could not be read, health and settings. */
export function LibraryView() {
  const { text, number } = useSpeech();
  const health = useHealth();
  const jobs = useJobs();
  const { data } = health;
  return (
    <div className="library">
      <h1>{data?.publications === 0 ? text.library.firstTitle : text.library.title}</h1>
      {data?.publications === 0 && <p className="welcome-text">{text.library.firstText}</p>}
      {health.isError && <ErrorNote error={health.error} onRetry={() => health.refetch()} />}
      {health.isPending && <Skeleton lines={2} />}
      {data && (
        <dl className="counts">
          <Count title={text.library.publications} value={number(data.publications)} />
          <Count title={text.library.paragraphs} value={number(data.paragraphs)} />
          <Count
            title={text.library.indexed}
            value={number(data.index.publications)}
            note={data.index.behind > 0 ? text.library.behind(number(data.index.behind)) : text.library.upToDate}
          />
          <Count title={text.library.rejected} value={number(data.rejected)} />
        </dl>
      )}
      <div className="library-columns">
        <div>
          <ImportPanel onStarted={jobs.follow} />
          <JobList jobs={jobs.jobs} />
          <RejectTable rejected={data?.rejected ?? 0} />
        </div>
        <div>
          {data && <StoreFacts health={data} onStarted={jobs.follow} />}
          <GeneratorForm />
        </div>
      </div>
    </div>
  );
}

function Count(props: { readonly title: string; readonly value: string; readonly note?: string }) {
  return (
    <div className="count-card">
      <dt>{props.title}</dt>
      <dd>{props.value}</dd>
      {props.note !== undefined && <dd className="quiet">{props.note}</dd>}
    </div>
  );
}
