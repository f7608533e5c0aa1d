import { closeSync, existsSync, mkdirSync, openSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { docdbDocument, epoSpecification } from './epo.js';
import { usptoDocument } from './uspto.js';
import { Dice } from './words.js';

interface BulkFile {
  readonly name: string;
  /** Part of all bytes. */
  readonly share: number;
  readonly head?: string;
  readonly foot?: string;
  readonly document: (dice: Dice, serial: number) => string;
}

const EXCHANGE_HEAD = `<?xml version="1.0" encoding="UTF-8"?>
<exch:exchange-documents xmlns:exch="http://www.epo.org/exchange" date-of-exchange="20210101" dtd-version="2.5.8">
`;

/** The real formats in about the shares in which offices deliver them. */
const FILES: readonly BulkFile[] = [
  { name: 'ipg210105.xml', share: 0.5, document: (dice, serial) => usptoDocument(dice, 'grant', serial) },
  { name: 'ipa210107.xml', share: 0.3, document: (dice, serial) => usptoDocument(dice, 'application', serial) },
  { name: 'epo-st36.xml', share: 0.1, document: epoSpecification },
  { name: 'docdb.xml', share: 0.1, head: EXCHANGE_HEAD, foot: '</exch:exchange-documents>\n', document: docdbDocument },
];

/** Changes when the documents do, so that bulk of an older make is not taken for this one. */
const MAKE = 1;

/**
 * Makes bulk gazettes up, once: a folder that is complete is used again.
 * @returns the folder
 */
export function makeBulk(work: string, megabytes: number): string {
  const folder = join(work, `bulk-${MAKE}-${megabytes}`);
  if (existsSync(`${folder}.complete`)) return folder;
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const file of FILES) writeBulk(join(folder, file.name), file, megabytes * 1e6 * file.share);
  writeFileSync(`${folder}.complete`, '');
  return folder;
}

function writeBulk(path: string, { head = '', foot = '', document, share }: BulkFile, bytes: number): void {
  const dice = new Dice(Math.round(share * 1_000) + path.length);
  const file = openSync(path, 'w');
  let written = writeSync(file, head);
  for (let serial = 1; written < bytes; serial += 1) written += writeSync(file, document(dice, serial));
  writeSync(file, foot);
  closeSync(file);
}
