import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ErrorRecord } from '../../core/index.js';
import type { Dictionary } from '../i18n/en.js';
import { useSpeech } from '../i18n/index.js';
import { api } from '../shared/api.js';
import { ErrorNote, Skeleton } from '../shared/states.js';

const PAGE = 50;

/** Every record of the store that could not be read. */
export function RejectTable({ rejected }: { readonly rejected: number }) {
  const { text, number } = useSpeech();
  const [shown, setShown] = useState(PAGE);
  const query = useQuery({
    queryKey: ['rejects', shown, rejected],
    queryFn: () => api.rejects(0, shown),
    enabled: rejected > 0,
  });
  return (
    <section className="panel" aria-labelledby="rejects-title">
      <h2 id="rejects-title">{text.library.rejects}</h2>
      <p className="quiet">{rejected === 0 ? text.library.rejectsNone : text.library.rejectsText}</p>
      {query.isError && <ErrorNote error={query.error} onRetry={() => query.refetch()} />}
      {query.isLoading && <Skeleton lines={3} />}
      {query.data && (
        <>
          <RejectRows rejects={query.data.rejects} caption={text.library.rejects} />
          {query.data.total > query.data.rejects.length && (
            <button type="button" className="link" onClick={() => setShown(Math.min(shown * 4, 1000))}>
              {text.common.more} ({text.common.total(number(query.data.total))})
            </button>
          )}
        </>
      )}
    </section>
  );
}

/** Rejects as rows: file, position, reason, what to do. */
export function RejectRows({
  rejects,
  caption,
}: {
  readonly rejects: readonly ErrorRecord[];
  readonly caption: string;
}) {
  const { text, number } = useSpeech();
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard
    <section className="reject-box" aria-label={caption} tabIndex={0}>
      <table className="reject-table">
        <thead>
          <tr>
            <th scope="col">{text.library.columns.file}</th>
            <th scope="col">{text.library.columns.position}</th>
            <th scope="col">{text.library.columns.reason}</th>
          </tr>
        </thead>
        <tbody>
          {rejects.map((reject) => (
            <tr key={`${reject.where.file} ${reject.where.offset} ${reject.where.record} ${reject.message}`}>
              <td className="reject-file">{reject.where.file ?? '–'}</td>
              <td className="reject-position">{positionOf(reject, text, number)}</td>
              <td>
                {reject.message}
                <span className="reject-hint">{reject.hint}</span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function positionOf({ where }: ErrorRecord, { library }: Dictionary, number: (value: number) => string): string {
  const places = [
    where.record === undefined ? '' : library.record(number(where.record)),
    where.offset === undefined ? '' : library.byte(number(where.offset)),
    where.line === undefined ? '' : library.line(number(where.line)),
    where.publication ?? '',
  ];
  return places.filter((place) => place !== '').join(', ') || '–';
}
