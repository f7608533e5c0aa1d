import { type ByteSource, type Cut, cutRecords } from '../gazette/index.js';
import type { SourceProgress } from '../store/index.js';

/** A file to import, with what tells it from a changed one. */
export interface ImportSource {
  readonly source: ByteSource;
  readonly stamp: string;
  /** Records of it that are stored already. */
  readonly stored: number;
  /** Called with the bytes read from the file so far. */
  readonly onBytes: (bytes: number) => void;
}

/** Some records of one file, with how far the file is stored once they are. */
export interface Portion {
  readonly cuts: readonly Cut[];
  readonly progress: SourceProgress;
}

/**
 * Bounds of a portion. About a megabyte keeps the threads evenly busy and what is under way small;
 * a transaction a portion costs nothing that can be measured.
 */
const PORTION = { bytes: 1 << 20, records: 500 };

/** Cuts a file into portions, leaving out the records that are stored already. The last one says that the file is finished. */
export async function* portionsOf({ source, stamp, stored, onBytes }: ImportSource): AsyncGenerator<Portion> {
  const progress = (records: number, finished: boolean) => ({ file: source.name, stamp, records, finished });
  let cuts: Cut[] = [];
  let bytes = 0;
  let records = 0;
  for await (const cut of cutRecords(counted(source, onBytes))) {
    records += 1;
    if (records <= stored) continue;
    cuts.push(cut);
    bytes += cut.type === 'record' ? cut.record.bytes.length : 0;
    if (bytes < PORTION.bytes && cuts.length < PORTION.records) continue;
    yield { cuts, progress: progress(records, false) };
    cuts = [];
    bytes = 0;
  }
  yield { cuts, progress: progress(records, true) };
}

function counted(source: ByteSource, onBytes: (bytes: number) => void): ByteSource {
  return {
    ...source,
    onRead: onBytes,
    async *open() {
      let bytes = 0;
      for await (const chunk of source.open()) {
        bytes += chunk.length;
        onBytes(bytes);
        yield chunk;
      }
    },
  };
}
