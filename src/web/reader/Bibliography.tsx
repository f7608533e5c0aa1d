import type { ReactNode } from 'react';
import type { PartyRole, Publication } from '../../core/index.js';
import { useSpeech } from '../i18n/index.js';
import { addressOf } from '../shared/router.js';

const SHOWN_ROLES = ['applicant', 'assignee', 'inventor', 'agent'] as const satisfies readonly PartyRole[];

/** The facts of a publication as a list of terms. */
export function Bibliography({ publication }: { readonly publication: Publication }) {
  const { text } = useSpeech();
  const { facts } = text.reader;
  const { numbers, dates } = publication;
  const wide = new Set([...SHOWN_ROLES.map((role) => facts[role]), facts.classes, facts.priority, facts.related]);
  const relationName = (relation: string): string => {
    const own = relation.replace(/-child$/, '');
    const name = text.reader.relations[own] ?? own;
    return own === relation ? name : text.reader.childOf(name);
  };
  const rows: [string, ReactNode][] = [
    ...SHOWN_ROLES.map((role): [string, ReactNode] => [facts[role], namesOf(publication, role)]),
    [facts.classes, publication.classes.length > 0 ? <Classes key="classes" publication={publication} /> : null],
    [facts.application, numbers.application],
    [facts.filed, dates.filed],
    [facts.publication, numbers.publication],
    [facts.opened, dates.opened],
    [facts.published, dates.published],
    [facts.registration, numbers.registration],
    [facts.granted, dates.granted],
    [facts.priority, prioritiesOf(publication)],
    [facts.related, relatedOf(publication, relationName)],
    [facts.status, publication.status],
  ];
  return (
    <dl className="facts">
      {rows.map(([term, value]) =>
        value === null || value === '' ? null : (
          <div key={term} className={wide.has(term) ? 'fact is-wide' : 'fact'}>
            <dt>{term}</dt>
            <dd>{value}</dd>
          </div>
        ),
      )}
    </dl>
  );
}

function namesOf({ parties }: Publication, role: PartyRole): string {
  return parties
    .filter((party) => party.role === role)
    .map((party) => party.name)
    .join(' · ');
}

function prioritiesOf({ priorities }: Publication): string {
  return priorities
    .map(({ country, number, date }) => [`${country}${number}`, date].filter(Boolean).join(', '))
    .join(' · ');
}

function relatedOf({ related }: Publication, name: (relation: string) => string): string {
  return related.map(({ relation, country, number }) => `${name(relation)} ${country ?? ''}${number}`).join(' · ');
}

/** Classes, each once, leading to the publications of the same class. */
function Classes({ publication }: { readonly publication: Publication }) {
  const symbols = [...new Map(publication.classes.map((one) => [one.symbol, one])).values()];
  return (
    <span className="class-list">
      {symbols.map(({ symbol, scheme, position }) =>
        scheme === 'IPC' || scheme === 'CPC' ? (
          <a
            key={symbol}
            className={`class-tag${position === 'first' ? ' is-first' : ''}`}
            title={scheme}
            href={addressOf('search', { q: symbol })}
          >
            {symbol}
          </a>
        ) : (
          <span key={symbol} className="class-tag" title={scheme}>
            {symbol}
          </span>
        ),
      )}
    </span>
  );
}
