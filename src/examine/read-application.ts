import { type Publication, SimsaError } from '../core/index.js';
import { memorySource, readGazettes } from '../gazette/index.js';
import { decodeText } from './decode.js';
import { textFromDocx } from './from-docx.js';
import { applicationFromJson, isApplicationJson } from './from-json.js';
import { applicationFromPublication } from './from-publication.js';
import { applicationFromText } from './from-text.js';
import type { Application } from './types.js';

/** An application as handed in: a file, or pasted text under any name. */
export interface ApplicationFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/**
 * Reads what an applicant hands in: a publication in any gazette format, our own JSON form, DOCX, Markdown or
 * plain text. What it is is told from the bytes; the name only stands in messages.
 * @throws SimsaError `examine.no-text`, `examine.no-claims`, `examine.not-an-application`, `examine.bad-json`,
 *   `examine.several-applications`, and the errors of the gazette readers
 */
export async function readApplication(file: ApplicationFile): Promise<Application> {
  const application = await readDocument(file);
  if (!application.claims.some(({ text, status }) => status === 'cancelled' || text.trim())) {
    throw new SimsaError('examine.no-claims', { name: file.name }, { file: file.name });
  }
  return application;
}

/** {@link readApplication} for what need not have claims, such as a pasted abstract that is to be classified. */
export async function readDocument({ name, bytes }: ApplicationFile): Promise<Application> {
  if (isZip(bytes)) {
    const text = await textFromDocx(name, bytes);
    if (text === null) return fromGazette(name, bytes);
    if (!text.trim()) throw new SimsaError('examine.no-text', { name }, { file: name });
    return applicationFromText(text);
  }
  if (isCompressed(bytes)) return fromGazette(name, bytes);
  // A remark above the text, as editors and people put there, says nothing about what follows.
  const text = decodeText(name, bytes).replace(/^(?:\s*<!--[\s\S]*?-->)+/, '');
  const start = text.trimStart();
  if (start.startsWith('<') || isGazetteText(start)) return fromGazette(name, bytes);
  if (start.startsWith('{') || /^\[\s*[{"\]]/.test(start)) return fromJsonText(name, bytes, text);
  return applicationFromText(text);
}

function isZip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4b && (bytes[2] === 3 || bytes[2] === 5);
}

function isCompressed(bytes: Uint8Array): boolean {
  return (bytes[0] === 0x1f && bytes[1] === 0x8b) || (bytes[0] === 0x28 && bytes[1] === 0xb5 && bytes[2] === 0x2f);
}

/** The two gazette formats that are plain text: USPTO Green Book and the text of its search system. */
function isGazetteText(start: string): boolean {
  return /^PATN\s*\n?\s*WKU /.test(start) || start.slice(0, 4096).includes('*** BRS DOCUMENT BOUNDARY ***');
}

function fromJsonText(name: string, bytes: Uint8Array, text: string): Promise<Application> | Application {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    // One object a line is for the gazette readers, and so is the naming of broken JSON.
    return fromGazette(name, bytes);
  }
  return isApplicationJson(value) ? applicationFromJson(name, value) : fromGazette(name, bytes);
}

/** The one publication of the file that can be examined; a file of several is refused rather than guessed from. */
async function fromGazette(name: string, bytes: Uint8Array): Promise<Application> {
  const found: Publication[] = [];
  let failure: SimsaError | null = null;
  for await (const read of readGazettes(memorySource(name, bytes))) {
    if (read.type === 'publication') found.push(read.publication);
    else failure ??= new SimsaError(read.error.code, read.error.details, read.where);
  }
  const claimed = found.filter(({ claims }) => claims.length > 0);
  if (claimed.length > 1) {
    throw new SimsaError('examine.several-applications', { name, count: claimed.length }, { file: name });
  }
  const publication = claimed[0] ?? found[0];
  if (!publication) throw failure ?? new SimsaError('examine.no-text', { name }, { file: name });
  return applicationFromPublication(publication);
}
