import type { Publication, PublicationId, Source } from '../core/index.js';
import { mergeRecords } from './merge.js';
import { type PackedPublication, packPublication, unpack, unpackPublication } from './pack.js';
import type { NumberKey, PublicationRows, RecordRow, Standing } from './rows.js';
import { compare, unionSources } from './unions.js';

export type Outcome = 'added' | 'merged' | 'unchanged';

/** A record with what tells it from others; `hash` is that of its bytes. */
interface Joined {
  readonly record: Publication;
  readonly hash: string;
}

/** A publication in the making: its key, where it stands (null for a new one) and its records. */
interface Group {
  readonly id: PublicationId;
  readonly standing: Standing | null;
  readonly before: readonly Joined[];
  readonly records: readonly Joined[];
}

/**
 * Stores one record. A record with a kind code belongs to the publication of its key. A record without
 * one speaks of an application: it joins a publication of that application when there is one (see
 * {@link chooseHost}), and is a publication itself only while there is none. Which publication it joins
 * is decided again whenever one of the application arrives, so the order of arrival does not matter.
 */
export function storeRecord(rows: PublicationRows, packed: PackedPublication): Outcome {
  const known = rows.bySource(packed.hash, packed.id);
  if (known) return addPlace(rows, known, packed);
  const there = neighbours(rows, packed);
  if (there.length === 0) {
    insertNew(rows, packed);
    return 'added';
  }
  const grown = rows.grown;
  regroup(rows, there, packed);
  return rows.grown > grown ? 'added' : 'merged';
}

/** Publications that a record may join, or whose application records it may take over; none for a plainly new one. */
function neighbours(rows: PublicationRows, packed: PackedPublication): readonly Standing[] {
  const same = rows.byId(packed.id);
  const application = applicationOf(packed);
  const related = application ? rows.byNumber({ ...application, type: 'application' }) : [];
  const concerned = packed.kind === null || related.some(({ kind, attached }) => kind === null || attached > 0);
  if (!same && !concerned) return [];
  const unique = new Map([...(same ? [same] : []), ...related].map((standing) => [standing.seq, standing]));
  return [...unique.values()];
}

function applicationOf(packed: PackedPublication): { country: string; number: string } | null {
  const { country, kind, id, applicationNumber } = packed;
  const number = applicationNumber ?? (kind === null ? id.slice(country.length) : null);
  return number ? { country, number } : null;
}

function insertNew(rows: PublicationRows, packed: PackedPublication): void {
  const seq = rows.insert(packed, { records: 1, attached: 0 });
  for (const key of keysOf(packed)) rows.addNumber(key, seq);
  rows.addSource(packed.hash, packed.id, seq);
  rows.log(packed.id, 'put');
}

function regroup(rows: PublicationRows, there: readonly Standing[], packed: PackedPublication): void {
  const groups = there.map((standing) => loadGroup(rows, standing));
  const arrived: Joined = { record: unpack(packed), hash: packed.hash };
  const settled = settle(groups, arrived, applicationOf(packed));
  for (const group of settled.filter(isEmpty)) removeGroup(rows, group);
  for (const group of settled.filter((it) => !isEmpty(it) && isChanged(it))) {
    writeGroup(rows, group);
    rows.log(group.id, 'put');
  }
}

/** Puts the new record and the application's records where they belong. */
function settle(
  groups: readonly Group[],
  arrived: Joined,
  application: { country: string; number: string } | null,
): readonly Group[] {
  const applicationId = application ? `${application.country}${application.number}` : null;
  const ofApplication = ({ record }: Joined) => record.kind === null && record.id === applicationId;
  const all = [...groups.flatMap(({ records }) => records), arrived];
  const loose = all.filter(ofApplication);
  const fixed = ofApplication(arrived) ? groups : withRecord(groups, arrived);
  const bare = fixed.map((group) => ({ ...group, records: group.records.filter((it) => !ofApplication(it)) }));
  if (loose.length === 0) return bare;
  const hosts = bare.filter(({ records }) => records.some(({ record }) => namesApplication(record, application)));
  const host = chooseHost(hosts, loose) ?? applicationId!;
  return loose.reduce<readonly Group[]>((done, joined) => withRecord(done, joined, host), bare);
}

function withRecord(groups: readonly Group[], joined: Joined, id = joined.record.id): readonly Group[] {
  if (!groups.some((group) => group.id === id)) {
    return [...groups, { id, standing: null, before: [], records: [joined] }];
  }
  return groups.map((group) => (group.id === id ? { ...group, records: [...group.records, joined] } : group));
}

function namesApplication(record: Publication, application: { country: string; number: string } | null): boolean {
  return record.country === application?.country && record.numbers.application === application.number;
}

/**
 * The publication that an application's records join: one whose own number they name, else the latest
 * published (it is the closest to the state of affairs such records tell), else by key.
 */
function chooseHost(hosts: readonly Group[], loose: readonly Joined[]): PublicationId | null {
  const named = new Set(loose.flatMap(({ record: { numbers } }) => [numbers.publication, numbers.registration]));
  const own = ({ id, records }: Group) => records.filter(({ record }) => record.id === id);
  const isNamed = (group: Group) => own(group).some(({ record }) => named.has(record.numbers.publication));
  const published = (group: Group) =>
    own(group)
      .map(({ record }) => record.dates.published ?? '')
      .sort()
      .at(-1) ?? '';
  const ranked = hosts.map((group) => ({ id: group.id, named: Number(isNamed(group)), published: published(group) }));
  ranked.sort((a, b) => b.named - a.named || compare(b.published, a.published) || compare(a.id, b.id));
  return ranked[0]?.id ?? null;
}

function loadGroup(rows: PublicationRows, standing: Standing): Group {
  const merged = rows.content(standing.seq);
  const stored: readonly RecordRow[] =
    standing.records > 1 ? rows.recordsOf(standing.seq) : [{ hash: '', head: merged.head, text: merged.text }];
  const records = stored.map(({ hash, head, text }) => {
    const record = unpackPublication(head, text ?? merged.text);
    return { record, hash: hash || packPublication(record).hash };
  });
  return { id: standing.id, standing, before: records, records };
}

function isEmpty({ records }: Group): boolean {
  return records.length === 0;
}

function isChanged({ before, records }: Group): boolean {
  return before.length !== records.length || records.some((joined) => !before.includes(joined));
}

function removeGroup(rows: PublicationRows, { id, standing, before }: Group): void {
  if (!standing) return;
  for (const key of before.flatMap(({ record }) => keysOf(packPublication(record))))
    rows.removeNumber(key, standing.seq);
  rows.replaceRecords(standing.seq, []);
  rows.remove(standing.seq);
  rows.log(id, 'remove');
}

function writeGroup(rows: PublicationRows, { id, standing, before, records }: Group): void {
  const merged = packPublication(
    mergeRecords(
      id,
      records.map(({ record }) => record),
    ),
  );
  const packed = records.map(({ record, hash }) => ({ ...packPublication(record), hash }));
  const made = { records: records.length, attached: records.filter(({ record }) => record.id !== id).length };
  const seq = standing?.seq ?? rows.insert(merged, made);
  if (standing) rows.update(seq, merged, made);
  for (const key of before.flatMap(({ record }) => keysOf(packPublication(record)))) rows.removeNumber(key, seq);
  for (const key of packed.flatMap(keysOf)) rows.addNumber(key, seq);
  for (const { hash, id: record } of packed) rows.addSource(hash, record, seq);
  rows.replaceRecords(seq, records.length > 1 ? packed.map((record) => recordRow(record, merged)) : []);
}

function recordRow({ hash, head, text }: PackedPublication, merged: PackedPublication): RecordRow {
  const same = Buffer.compare(text, merged.text) === 0;
  return { hash, head, text: same ? null : Buffer.from(text).toString('utf8') };
}

/** The same bytes met again: a new place is listed, the content stays, so nothing that follows the log has to know. */
function addPlace(rows: PublicationRows, standing: Standing, packed: PackedPublication): Outcome {
  const arrived = sourcesOf(packed.head);
  const listed = sourcesOf(rows.content(standing.seq).head);
  if (unionSources([listed, arrived]).length === listed.length) return 'unchanged';
  const group = loadGroup(rows, standing);
  const records = group.records.map((joined) => {
    const isSame = joined.hash === packed.hash && joined.record.id === packed.id;
    return isSame ? { ...joined, record: withSources(joined.record, arrived) } : joined;
  });
  writeGroup(rows, { ...group, records });
  return 'unchanged';
}

function withSources(record: Publication, more: readonly Source[]): Publication {
  return { ...record, sources: unionSources([record.sources, more]) };
}

function sourcesOf(head: string): readonly Source[] {
  return (JSON.parse(head) as Publication).sources;
}

/** Every number that leads to a record. */
export function keysOf(packed: PackedPublication): readonly NumberKey[] {
  const { country, publicationNumber, registrationNumber } = packed;
  const application = applicationOf(packed);
  const key = (type: NumberKey['type'], number: string | null) => (number ? [{ country, number, type }] : []);
  return [
    ...key('publication', publicationNumber),
    ...key('application', application?.number ?? null),
    ...key('registration', registrationNumber),
  ];
}
