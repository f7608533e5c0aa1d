import type { Publication, PublicationId, Source } from '../core/index.js';
import { mergeRecords } from './merge.js';
import { type PackedPublication, packPublication, unpack, unpackPublication } from './pack.js';
import type { NumberKey, PublicationRows, RecordRow, Standing } from './rows.js';
import { applicationNamedBy, applicationOf, type HashedRecord, settle } from './settle.js';
import { unionSources } from './unions.js';

export type Outcome = 'added' | 'merged' | 'unchanged';

/** A stored publication with the records it was made of. */
interface Group {
  readonly standing: Standing;
  readonly records: readonly HashedRecord[];
}

/**
 * Stores one record. Which publication its content belongs to is decided by {@link settle}, again
 * whenever a record arrives that may change the answer, so the order of arrival does not matter.
 */
export function storeRecord(rows: PublicationRows, packed: PackedPublication): Outcome {
  const known = rows.bySource(packed.hash, packed.id);
  if (known) return addPlace(rows, known, packed);
  const near = neighbours(rows, packed);
  if (near.length === 0) {
    insertNew(rows, packed);
    return 'added';
  }
  const grown = rows.grown;
  regroup(rows, near, packed);
  return rows.grown > grown ? 'added' : 'merged';
}

/** Publications that a record may join, or whose application records it may take over; none for a plainly new one. */
function neighbours(rows: PublicationRows, packed: PackedPublication): readonly Standing[] {
  const same = rows.byId(packed.id);
  const application = applicationOf(packed);
  const related = application ? rows.byNumber({ ...application, type: 'application' }) : [];
  const concerned = packed.kind === null || related.some(({ kind, attached }) => kind === null || attached > 0);
  if (same) return [same, ...related];
  return concerned ? related : [];
}

function insertNew(rows: PublicationRows, packed: PackedPublication): void {
  const seq = rows.insert(packed, { records: 1, attached: 0 });
  for (const key of keysOf(packed)) rows.addNumber(key, seq);
  rows.addSource(packed.hash, packed.id, seq);
  rows.log(packed.id, 'put');
}

function regroup(rows: PublicationRows, near: readonly Standing[], packed: PackedPublication): void {
  const before = connected(rows, near);
  const arrived: HashedRecord = { record: unpack(packed), hash: packed.hash };
  const after = settle([...[...before.values()].flatMap(({ records }) => records), arrived]);
  for (const [id, group] of before) if (!after.has(id)) removeGroup(rows, group);
  for (const [id, records] of after) {
    if (isSame(before.get(id)?.records ?? [], records)) continue;
    writeGroup(rows, { id, before: before.get(id) ?? null, records });
    rows.log(id, 'put');
  }
}

/** The given publications and all that share an application with them, directly or through others. */
function connected(rows: PublicationRows, near: readonly Standing[]): ReadonlyMap<PublicationId, Group> {
  const groups = new Map<PublicationId, Group>();
  const waiting = [...near];
  for (let standing = waiting.pop(); standing; standing = waiting.pop()) {
    if (groups.has(standing.id)) continue;
    const group = loadGroup(rows, standing);
    groups.set(standing.id, group);
    for (const { record } of group.records) {
      const application = applicationNamedBy(record);
      if (application) waiting.push(...rows.byNumber({ ...application, type: 'application' }));
    }
  }
  return groups;
}

function loadGroup(rows: PublicationRows, standing: Standing): Group {
  const merged = rows.content(standing.seq);
  if (standing.records === 1) {
    const record = unpackPublication(merged.head, merged.text);
    return { standing, records: [{ record, hash: packPublication(record).hash }] };
  }
  const records = rows.recordsOf(standing.seq).map(({ hash, head, text }) => {
    return { record: unpackPublication(head, text ?? merged.text), hash };
  });
  return { standing, records };
}

function isSame(before: readonly HashedRecord[], after: readonly HashedRecord[]): boolean {
  return before.length === after.length && after.every((record) => before.includes(record));
}

function removeGroup(rows: PublicationRows, { standing: { seq, id }, records }: Group): void {
  for (const key of records.flatMap(({ record }) => keysOf(packPublication(record)))) rows.removeNumber(key, seq);
  rows.replaceRecords(seq, []);
  rows.remove(seq);
  rows.log(id, 'remove');
}

interface Rewritten {
  readonly id: PublicationId;
  /** Null for a publication that is new. */
  readonly before: Group | null;
  readonly records: readonly HashedRecord[];
}

function writeGroup(rows: PublicationRows, { id, before, records }: Rewritten): void {
  const plain = records.map(({ record }) => record);
  const merged = packPublication(mergeRecords(id, plain));
  const packed = records.map(({ record, hash }) => ({ ...packPublication(record), hash }));
  const made = { records: records.length, attached: plain.filter((record) => record.id !== id).length };
  const seq = before?.standing.seq ?? rows.insert(merged, made);
  if (before) {
    rows.update(seq, merged, made);
    for (const { record } of before.records)
      for (const key of keysOf(packPublication(record))) rows.removeNumber(key, seq);
  }
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
  const before = loadGroup(rows, standing);
  const records = before.records.map((it) => {
    return it.hash === packed.hash && it.record.id === packed.id ? withSources(it, arrived) : it;
  });
  writeGroup(rows, { id: standing.id, before, records });
  return 'unchanged';
}

function withSources({ record, hash }: HashedRecord, more: readonly Source[]): HashedRecord {
  return { hash, record: { ...record, sources: unionSources([record.sources, more]) } };
}

function sourcesOf(head: string): readonly Source[] {
  return (JSON.parse(head) as Publication).sources;
}

/** Every number that leads to a record. */
function keysOf(packed: PackedPublication): readonly NumberKey[] {
  const { country, publicationNumber, registrationNumber } = packed;
  const key = (type: NumberKey['type'], number: string | null | undefined) =>
    number ? [{ country, number, type }] : [];
  return [
    ...key('publication', publicationNumber),
    ...key('application', applicationOf(packed)?.number),
    ...key('registration', registrationNumber),
  ];
}
