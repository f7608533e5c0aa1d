import { classDefinitionLines, classTitleTable, labelledTextLines } from './classification.js';
import { articleVersionLines, casebookLines, lawPage, lawSectionLines, manualPartLines } from './consultation.js';
import type { CorpusFormat, FileHead } from './format.js';
import { pageLines } from './general-text.js';
import { officeActionLines } from './office-actions.js';
import { readingComprehensionLines, readingComprehensionSquad } from './reading-comprehension.js';
import { translationPairLines } from './translation-pairs.js';

/** Every form beside the gazettes, specific before general: the first that recognises a file reads it. */
export const FORMATS: readonly CorpusFormat[] = [
  officeActionLines,
  readingComprehensionSquad,
  readingComprehensionLines,
  casebookLines,
  articleVersionLines,
  manualPartLines,
  lawPage,
  classTitleTable,
  classDefinitionLines,
  labelledTextLines,
  translationPairLines,
  pageLines,
  lawSectionLines,
];

const FIRST_LINE = 8_000;

/** What can be told of a file from its first bytes. */
export function fileHead(bytes: Uint8Array): FileHead {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
    .toString('utf8')
    .replace(/^\ufeff/, '');
  const end = text.indexOf('\n');
  const first = (end < 0 ? text : text.slice(0, end)).replace(/\r$/, '');
  return {
    text,
    fields: first.startsWith('{') ? fieldsOf(first) : new Set(),
    columns: first.length < FIRST_LINE && first.includes('\t') ? first.split('\t') : [],
  };
}

/** Names of the outer fields of an object, of one that is cut off as far as it is there. */
function fieldsOf(line: string): ReadonlySet<string> {
  const names = new Set<string>();
  let depth = 0;
  for (const [token, name] of line.matchAll(TOKEN)) {
    if (token === '{' || token === '[') depth++;
    else if (token === '}' || token === ']') depth--;
    else if (name !== undefined && depth === 1) names.add(name);
  }
  return names;
}

/** A field's name with its colon, another string, or a bracket. */
const TOKEN = /"((?:[^"\\]|\\.){1,60})"\s*:|"(?:[^"\\]|\\.)*"?|[{}[\]]/g;

export function formatOf(head: FileHead): CorpusFormat | null {
  return FORMATS.find((format) => format.recognises(head)) ?? null;
}

export function formatNamed(name: string): CorpusFormat {
  const format = FORMATS.find((known) => known.name === name);
  if (!format) throw new Error(`no form ${name}`);
  return format;
}
