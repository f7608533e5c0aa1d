import iconv from 'iconv-lite';
import { SimsaError } from '../core/index.js';

const SIGNATURES: readonly (readonly [signature: string, kind: string])[] = [
  ['%PDF', 'PDF'],
  ['\x89PNG', 'PNG image'],
  ['\xff\xd8\xff', 'JPEG image'],
  ['II*\0', 'TIFF image'],
  ['MM\0*', 'TIFF image'],
  ['GIF8', 'GIF image'],
  ['\xd0\xcf\x11\xe0', 'DOC, HWP or another office document of the old kind'],
  ['{\\rtf', 'RTF'],
  ['SQLite format 3', 'database'],
];

/** Control characters that no text has; more than this share of them means bytes, not text. */
const CONTROL = /(?![\t\n\v\f\r])\p{Cc}|\ufffd/gu;
const MOST_CONTROL = 0.005;

/**
 * Text of a file in UTF-8, UTF-16 or, failing both, CP949, without byte order mark and with plain line feeds.
 * @throws SimsaError `examine.no-text`, `examine.not-an-application`
 */
export function decodeText(name: string, bytes: Uint8Array): string {
  const start = Buffer.from(bytes.subarray(0, 16)).toString('latin1');
  const kind = SIGNATURES.find(([signature]) => start.startsWith(signature))?.[1];
  if (kind) throw new SimsaError('examine.not-an-application', { name, kind }, { file: name });
  const text = decode(bytes).replace(/\r\n?/g, '\n');
  if (!text.trim()) throw new SimsaError('examine.no-text', { name }, { file: name });
  const controls = text.match(CONTROL)?.length ?? 0;
  if (controls > Math.max(2, text.length * MOST_CONTROL)) {
    throw new SimsaError('examine.not-an-application', { name, kind: 'binary data' }, { file: name });
  }
  return text;
}

function decode(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return iconv.decode(Buffer.from(bytes), 'utf16le');
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return iconv.decode(Buffer.from(bytes), 'utf16be');
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return iconv.decode(Buffer.from(bytes), 'cp949');
  }
}
