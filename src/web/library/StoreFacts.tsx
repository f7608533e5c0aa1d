import { useMutation } from '@tanstack/react-query';
import { CircleCheck, TriangleAlert } from 'lucide-react';
import type { ImportJob } from '../../server/index.js';
import type { Health } from '../../simsa.js';
import { useSpeech } from '../i18n/index.js';
import { api } from '../shared/api.js';
import { ErrorNote } from '../shared/states.js';

/** Whether store and index are whole, and where they are. */
export function StoreFacts(props: { readonly health: Health; readonly onStarted: (job: ImportJob) => void }) {
  const { health, onStarted } = props;
  const { text, number } = useSpeech();
  const making = useMutation({ mutationFn: api.makeIndex, onSuccess: onStarted });
  const { facts } = text.library;
  return (
    <section className="panel" aria-labelledby="store-title">
      <h2 id="store-title">{text.library.health}</h2>
      <p className={`health ${health.healthy ? 'is-good' : 'is-bad'}`}>
        {health.healthy ? <CircleCheck size={17} aria-hidden="true" /> : <TriangleAlert size={17} aria-hidden="true" />}
        {health.healthy ? text.library.healthy : text.library.unhealthy}
      </p>
      {health.index.reason !== null && <p className="quiet">{health.index.reason}</p>}
      {(!health.index.ok || health.index.behind > 0) && (
        <button
          type="button"
          className="button"
          disabled={making.isPending}
          onClick={() => making.mutate(!health.index.ok)}
        >
          {health.index.ok ? text.library.indexNow : text.library.rebuild}
        </button>
      )}
      {making.isError && <ErrorNote error={making.error} />}
      <dl className="facts">
        <Fact term={facts.path} value={health.store.path} />
        <Fact term={facts.size} value={`${number(Math.round((health.store.bytes / 1024 / 1024) * 10) / 10)} MB`} />
        <Fact term={facts.schema} value={String(health.store.schema)} />
        <Fact term={facts.version} value={health.versions.simsa} />
        <Fact term={facts.node} value={health.versions.node} />
      </dl>
    </section>
  );
}

function Fact({ term, value }: { readonly term: string; readonly value: string }) {
  return (
    <div className="fact">
      <dt>{term}</dt>
      <dd className="fact-value">{value}</dd>
    </div>
  );
}
