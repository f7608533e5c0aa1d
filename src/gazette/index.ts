export { type CutOptions, cutRecords } from './cut.js';
export { readGazettes, readRecord } from './read.js';
export { READERS } from './readers.js';
export { fileSource, filesAt, memorySource } from './source.js';
export type * from './types.js';
export { unpack } from './unpack.js';
export { parseXml } from './xml/parse.js';
export type { XmlElement, XmlNode } from './xml/types.js';
