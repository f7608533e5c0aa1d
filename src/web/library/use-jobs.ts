import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef } from 'react';
import type { ImportJob } from '../../server/index.js';
import { api } from '../shared/api.js';

const KEY = ['jobs'];
const RUNNING: ReadonlySet<ImportJob['state']> = new Set(['waiting', 'importing', 'indexing']);

export function isRunning(job: ImportJob): boolean {
  return RUNNING.has(job.state);
}

function withJob(jobs: readonly ImportJob[], job: ImportJob): readonly ImportJob[] {
  const known = jobs.some((other) => other.id === job.id);
  return known ? jobs.map((other) => (other.id === job.id ? job : other)) : [job, ...jobs];
}

/** The imports of this server, those that run followed live. */
export function useJobs() {
  const queries = useQueryClient();
  const { data: jobs = [] } = useQuery({ queryKey: KEY, queryFn: api.jobs });
  const followed = useRef(new Map<string, AbortController>());

  const follow = useCallback(
    async (job: ImportJob) => {
      const put = (next: ImportJob) =>
        queries.setQueryData<readonly ImportJob[]>(KEY, (now) => withJob(now ?? [], next));
      put(job);
      if (followed.current.has(job.id)) return;
      const controller = new AbortController();
      followed.current.set(job.id, controller);
      try {
        for await (const next of api.watchJob(job.id, controller.signal)) put(next);
      } catch {
        // The list is asked again below; a server that is gone shows there.
      }
      if (controller.signal.aborted) return;
      followed.current.delete(job.id);
      await queries.invalidateQueries();
    },
    [queries],
  );

  useEffect(() => {
    for (const job of jobs) if (isRunning(job) && !followed.current.has(job.id)) void follow(job);
  }, [jobs, follow]);
  useEffect(() => {
    const controllers = followed.current;
    return () => {
      for (const controller of controllers.values()) controller.abort();
      controllers.clear();
    };
  }, []);
  return { jobs, follow };
}
