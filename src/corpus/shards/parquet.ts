import { parquetWriteBuffer } from 'hyparquet-writer';
import type { DocumentLine } from './encode.js';

const COLUMNS = ['id', 'split', 'kind', 'source', 'licence', 'text'] as const;

/**
 * A shard as a Parquet file: one row a document, text as plain strings, classes and parts as JSON strings, so that
 * every engine reads it without a schema of ours.
 * @param lines JSON lines of documents as `encodeDocument` makes them
 */
export function parquetOf(lines: Uint8Array, hashes: readonly string[]): Uint8Array {
  const documents = Buffer.from(lines)
    .toString('utf8')
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line) as DocumentLine);
  const strings = (data: readonly string[]) => ({ data: [...data], type: 'STRING' as const, nullable: false });
  return new Uint8Array(
    parquetWriteBuffer({
      codec: 'SNAPPY',
      createdBy: 'simsa',
      columnData: [
        ...COLUMNS.map((name) => ({ name, ...strings(documents.map((document) => document[name])) })),
        { name: 'weights', data: documents.map(({ weights }) => weights), type: 'BOOLEAN', nullable: false },
        { name: 'classes', ...strings(documents.map(({ classes }) => JSON.stringify(classes))) },
        { name: 'parts', ...strings(documents.map(({ parts }) => JSON.stringify(parts))) },
        { name: 'hash', ...strings(hashes) },
      ],
    }),
  );
}
