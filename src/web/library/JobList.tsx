import type { ImportJob } from '../../server/index.js';
import { useSpeech } from '../i18n/index.js';
import { ApiError, api } from '../shared/api.js';
import { ErrorNote } from '../shared/states.js';
import { RejectRows } from './RejectTable.js';
import { isRunning } from './use-jobs.js';

/** The imports since the server started, newest first. */
export function JobList({ jobs }: { readonly jobs: readonly ImportJob[] }) {
  const { text } = useSpeech();
  if (jobs.length === 0) return null;
  return (
    <section className="panel" aria-labelledby="jobs-title">
      <h2 id="jobs-title">{text.library.jobs}</h2>
      <ul className="job-list">
        {jobs.map((job) => (
          <JobItem key={job.id} job={job} />
        ))}
      </ul>
    </section>
  );
}

function JobItem({ job }: { readonly job: ImportJob }) {
  const { text, number } = useSpeech();
  const { report, progress } = job;
  return (
    <li className="job" data-state={job.state}>
      <div className="job-head">
        <span className="job-name">{job.names.length > 0 ? job.names.join(', ') : text.library.indexJob}</span>
        <span className={`tag job-state is-${job.state}`} role="status">
          {text.library.states[job.state]}
        </span>
        {isRunning(job) && (
          <button type="button" className="button button-small" onClick={() => api.cancelJob(job.id)}>
            {text.common.cancel}
          </button>
        )}
      </div>
      {isRunning(job) && (
        <>
          <progress
            aria-label={text.library.states[job.state]}
            max={progress?.total ?? undefined}
            value={progress?.total ? progress.done : undefined}
          />
          {progress && (
            <p className="job-progress">
              {number(progress.done)}
              {progress.total !== null && ` / ${number(progress.total)}`} {text.library.units[progress.unit]}
              {progress.note !== undefined && <span className="quiet"> {progress.note}</span>}
            </p>
          )}
        </>
      )}
      {report && (
        <p className="job-report">
          {text.library.report({
            added: number(report.added),
            merged: number(report.merged),
            unchanged: number(report.unchanged),
            rejected: number(report.rejected),
            repaired: number(report.repaired),
            seconds: report.seconds.toFixed(1),
          })}
        </p>
      )}
      {job.error && <ErrorNote error={new ApiError(job.error)} />}
      {job.rejects.length > 0 && <RejectRows rejects={job.rejects} caption={text.library.rejects} />}
    </li>
  );
}
