export { type DocumentLine, type EncodedDocument, encodeDocument, encodeLines, type PartLine } from './encode.js';
export { MANIFEST, type Manifest, readManifest, type Shard, type ShardFile } from './manifest.js';
export { openShardWriter, type ShardFormat, type ShardSettings, type ShardWriter } from './writer.js';
