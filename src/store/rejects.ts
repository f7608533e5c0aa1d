import { type ErrorCode, type ErrorDetails, SimsaError, type Where } from '../core/index.js';
import type { PublicationRows } from './rows.js';
import type { Reject } from './types.js';

/** Keeps a reject; the same fault at the same place stands once. */
export function storeReject(rows: PublicationRows, { where, error }: Reject): void {
  const values = [where.file ?? '', JSON.stringify(where), error.code, JSON.stringify(error.details)];
  rows.run('INSERT OR REPLACE INTO rejects (file, place, code, details) VALUES (?, ?, ?, ?)', values);
}

/** Forgets what was rejected in a source, or in a member of it, because it is read again from its start. */
export function forgetRejects(rows: PublicationRows, file: string): void {
  const member = `${file}!`;
  const sql = 'DELETE FROM rejects WHERE file = ? OR substr(file, 1, ?) = ?';
  rows.run(sql, [file, member.length, member]);
}

/** Rejects in the order of storing. */
export function readRejects(rows: PublicationRows, offset: number, limit: number): readonly Reject[] {
  return rows
    .all('SELECT place, code, details FROM rejects ORDER BY seq LIMIT ? OFFSET ?', [limit, offset])
    .map(({ place, code, details }) => {
      const where = JSON.parse(String(place)) as Where;
      const error = new SimsaError(code as ErrorCode, JSON.parse(String(details)) as ErrorDetails, where);
      return { where, error };
    });
}
