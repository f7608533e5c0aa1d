import type { PublicationId } from '../core/index.js';
import { type Connection, inTransaction, type Row } from './connection.js';
import type { PackedPublication } from './pack.js';
import { NUMBER_TYPES } from './schema.js';

export type NumberType = keyof typeof NUMBER_TYPES;

/** A number by which a publication is found. */
export interface NumberKey {
  readonly country: string;
  readonly number: string;
  readonly type: NumberType;
}

/** What is asked of a stored publication before anything is joined to it. */
export interface Standing {
  readonly seq: number;
  readonly id: PublicationId;
  readonly kind: string | null;
  /** Records it was made of. */
  readonly records: number;
  /** How many of them are records of its application. */
  readonly attached: number;
}

/** One record among several of a publication, as stored; a null text is the same as the merged text. */
export interface RecordRow {
  readonly hash: string;
  readonly head: string;
  readonly text: string | null;
}

const COLUMNS = `id, country, kind, type, publication_number, application_number, registration_number, filed, opened,
  published, granted, language, title, family, status, paragraphs, records, attached, head`;
const STANDING = 'SELECT p.seq, p.id, p.kind, p.records, p.attached FROM publications p';

/** The prepared statements on the tables of publications. It knows rows and keys, nothing of merging. */
export class PublicationRows {
  readonly #statements = new Map<string, ReturnType<Connection['prepare']>>();
  #added = { publications: 0, paragraphs: 0 };

  constructor(readonly connection: Connection) {}

  /** Runs a batch in one transaction and brings the totals up to date with it. */
  transaction<T>(action: () => T): T {
    this.#added = { publications: 0, paragraphs: 0 };
    return inTransaction(this.connection, () => {
      const result = action();
      for (const [name, value] of Object.entries(this.#added)) {
        if (value !== 0) this.run('UPDATE totals SET value = value + ? WHERE name = ?', [value, name]);
      }
      return result;
    });
  }

  /** Publications that came (or, below zero, went) since the transaction began. */
  get grown(): number {
    return this.#added.publications;
  }

  run(sql: string, values: readonly unknown[]): number {
    return Number(this.#prepared(sql).run(values).lastInsertRowid);
  }

  get(sql: string, values: readonly unknown[]): Row | undefined {
    return this.#prepared(sql).get(values) as Row | undefined;
  }

  all(sql: string, values: readonly unknown[]): Row[] {
    return this.#prepared(sql).all(values) as Row[];
  }

  byId(id: PublicationId): Standing | null {
    return (this.get(`${STANDING} WHERE p.id = ?`, [id]) as Standing | undefined) ?? null;
  }

  byNumber({ country, number, type }: NumberKey): readonly Standing[] {
    const sql = `${STANDING} JOIN numbers n ON n.seq = p.seq WHERE n.number = ? AND n.country = ? AND n.type = ?`;
    return this.all(sql, [number, country, NUMBER_TYPES[type]]) as readonly Row[] as unknown as readonly Standing[];
  }

  /** The publication that a record was stored in, told by its bytes and its own key. */
  bySource(hash: string, record: PublicationId): Standing | null {
    const sql = `${STANDING} JOIN sources s ON s.seq = p.seq WHERE s.hash = ? AND s.record = ?`;
    return (this.get(sql, [hashBytes(hash), record]) as Standing | undefined) ?? null;
  }

  content(seq: number): { readonly head: string; readonly text: string } {
    const sql = 'SELECT p.head, t.text FROM publications p JOIN texts t ON t.seq = p.seq WHERE p.seq = ?';
    return this.get(sql, [seq]) as unknown as { head: string; text: string };
  }

  recordsOf(seq: number): readonly RecordRow[] {
    const sql = 'SELECT hash, head, text FROM records WHERE seq = ? ORDER BY ordinal';
    return this.all(sql, [seq]) as readonly Row[] as unknown as readonly RecordRow[];
  }

  insert(packed: PackedPublication, made: { readonly records: number; readonly attached: number }): number {
    const marks = COLUMNS.replace(/\w+/g, '?');
    const seq = this.run(`INSERT INTO publications (${COLUMNS}) VALUES (${marks})`, columnsOf(packed, made));
    this.run('INSERT INTO texts VALUES (?, CAST(? AS TEXT))', [seq, packed.text]);
    this.#count(1, packed.paragraphs);
    return seq;
  }

  update(seq: number, packed: PackedPublication, made: { readonly records: number; readonly attached: number }): void {
    const before = Number(this.get('SELECT paragraphs FROM publications WHERE seq = ?', [seq])?.paragraphs ?? 0);
    const sets = COLUMNS.replace(/\w+/g, '$& = ?');
    this.run(`UPDATE publications SET ${sets} WHERE seq = ?`, [...columnsOf(packed, made), seq]);
    this.run('UPDATE texts SET text = CAST(? AS TEXT) WHERE seq = ?', [packed.text, seq]);
    this.#count(0, packed.paragraphs - before);
  }

  remove(seq: number): void {
    const before = Number(this.get('SELECT paragraphs FROM publications WHERE seq = ?', [seq])?.paragraphs ?? 0);
    this.run('DELETE FROM publications WHERE seq = ?', [seq]);
    this.run('DELETE FROM texts WHERE seq = ?', [seq]);
    this.#count(-1, -before);
  }

  replaceRecords(seq: number, records: readonly RecordRow[]): void {
    this.run('DELETE FROM records WHERE seq = ?', [seq]);
    records.forEach(({ hash, head, text }, ordinal) => {
      this.run('INSERT INTO records VALUES (?, ?, ?, ?, ?)', [seq, ordinal, hash, head, text]);
    });
  }

  addSource(hash: string, record: PublicationId, seq: number): void {
    this.run('INSERT OR REPLACE INTO sources VALUES (?, ?, ?)', [hashBytes(hash), record, seq]);
  }

  addNumber({ number, country, type }: NumberKey, seq: number): void {
    this.run('INSERT OR IGNORE INTO numbers VALUES (?, ?, ?, ?)', [number, country, NUMBER_TYPES[type], seq]);
  }

  removeNumber({ number, country, type }: NumberKey, seq: number): void {
    const sql = 'DELETE FROM numbers WHERE number = ? AND country = ? AND type = ? AND seq = ?';
    this.run(sql, [number, country, NUMBER_TYPES[type], seq]);
  }

  log(publication: PublicationId, type: 'put' | 'remove'): void {
    this.run('INSERT OR REPLACE INTO changes (publication, type) VALUES (?, ?)', [publication, type]);
  }

  #count(publications: number, paragraphs: number): void {
    this.#added.publications += publications;
    this.#added.paragraphs += paragraphs;
  }

  #prepared(sql: string): ReturnType<Connection['prepare']> {
    const known = this.#statements.get(sql);
    if (known) return known;
    const statement = this.connection.prepare(sql);
    this.#statements.set(sql, statement);
    return statement;
  }
}

function columnsOf(
  packed: PackedPublication,
  made: { readonly records: number; readonly attached: number },
): unknown[] {
  return [
    packed.id,
    packed.country,
    packed.kind,
    packed.type,
    packed.publicationNumber,
    packed.applicationNumber,
    packed.registrationNumber,
    packed.filed,
    packed.opened,
    packed.published,
    packed.granted,
    packed.language,
    packed.title,
    packed.family,
    packed.status,
    packed.paragraphs,
    made.records,
    made.attached,
    packed.head,
  ];
}

function hashBytes(hash: string): Buffer {
  return Buffer.from(hash, 'hex');
}
