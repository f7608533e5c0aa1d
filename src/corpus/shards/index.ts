export { ByteRun } from './byte-run.js';
export { type DocumentLine, type EncodedDocument, encodeDocument, encodeLines } from './encode.js';
export { readManifest } from './manifest.js';
export { openShardWriter, type ShardSettings, type ShardWriter } from './writer.js';
