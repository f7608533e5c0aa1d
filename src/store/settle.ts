import type { Publication, PublicationId } from '../core/index.js';
import { compare } from './unions.js';

/** A record with what tells it from others of its key: the hash of its bytes. */
export interface HashedRecord {
  readonly record: Publication;
  readonly hash: string;
}

/** An application of one office. */
export interface Application {
  readonly country: string;
  readonly number: string;
}

/** The application a record is about, if it says so. A key without kind code is the application's own. */
export function applicationOf(record: {
  readonly id: PublicationId;
  readonly country: string;
  readonly kind: string | null;
  readonly applicationNumber: string | null;
}): Application | null {
  const { id, country, kind } = record;
  const number = record.applicationNumber ?? (kind === null ? id.slice(country.length) : null);
  return number ? { country, number } : null;
}

/** {@link applicationOf} for a whole publication. */
export function applicationNamedBy(record: Publication): Application | null {
  return applicationOf({ ...record, applicationNumber: record.numbers.application });
}

/**
 * Says which records make which publication. A record with a kind code belongs to the publication of
 * its key. A record of an application joins a publication of that application, and is a publication
 * by itself only where there is none. The answer depends on the set of records, not on their order.
 */
export function settle(records: readonly HashedRecord[]): ReadonlyMap<PublicationId, readonly HashedRecord[]> {
  const isLoose = ({ record }: HashedRecord) => record.id === keyOf(applicationNamedBy(record)) && record.kind === null;
  const groups = byKey(records.filter((it) => !isLoose(it)));
  const hosts = new Map(groups);
  for (const [id, loose] of byKey(records.filter(isLoose))) {
    const host = chooseHost(hosts, loose) ?? id;
    groups.set(host, [...(groups.get(host) ?? []), ...loose]);
  }
  return groups;
}

function byKey(records: readonly HashedRecord[]): Map<PublicationId, readonly HashedRecord[]> {
  const groups = new Map<PublicationId, HashedRecord[]>();
  for (const it of records) {
    const group = groups.get(it.record.id);
    if (group) group.push(it);
    else groups.set(it.record.id, [it]);
  }
  return groups;
}

function keyOf(application: Application | null): PublicationId | null {
  return application && `${application.country}${application.number}`;
}

/**
 * The publication that an application's records join: one whose number they name, else the latest
 * published (it is the closest to the state of affairs that such records tell), else by key.
 */
function chooseHost(
  groups: ReadonlyMap<PublicationId, readonly HashedRecord[]>,
  loose: readonly HashedRecord[],
): PublicationId | null {
  const application = loose[0]?.record.id;
  const named = new Set(loose.flatMap(({ record: { numbers } }) => [numbers.publication, numbers.registration]));
  const ranked = [...groups]
    .filter(([, own]) => own.some(({ record }) => keyOf(applicationNamedBy(record)) === application))
    .map(([id, own]) => ({
      id,
      named: Number(
        own.some(({ record: { numbers } }) => numbers.publication !== null && named.has(numbers.publication)),
      ),
      published:
        own
          .map(({ record }) => record.dates.published ?? '')
          .sort()
          .at(-1) ?? '',
    }));
  ranked.sort((a, b) => b.named - a.named || compare(b.published, a.published) || compare(a.id, b.id));
  return ranked[0]?.id ?? null;
}
