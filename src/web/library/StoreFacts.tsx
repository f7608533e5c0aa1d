import { CircleCheck, TriangleAlert } from 'lucide-react';
import type { Health } from '../../simsa.js';
import { useSpeech } from '../i18n/index.js';

/** Whether store and index are whole, and where they are. */
export function StoreFacts({ health }: { readonly health: Health }) {
  const { text, number } = useSpeech();
  const { facts } = text.library;
  return (
    <section className="panel" aria-labelledby="store-title">
      <h2 id="store-title">{text.library.health}</h2>
      <p className={`health ${health.healthy ? 'is-good' : 'is-bad'}`}>
        {health.healthy ? <CircleCheck size={17} aria-hidden="true" /> : <TriangleAlert size={17} aria-hidden="true" />}
        {health.healthy ? text.library.healthy : text.library.unhealthy}
      </p>
      {health.index.reason !== null && <p className="quiet">{health.index.reason}</p>}
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
