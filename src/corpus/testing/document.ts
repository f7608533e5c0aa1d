import type { CorpusDocument, DocumentPart } from '../types.js';

/** A made-up document of one part, or of the parts given. */
export function documentOf(
  parts: readonly Partial<DocumentPart>[],
  { id = 'KR1020200000001', kind = 'korean-gazettes' }: { id?: string; kind?: CorpusDocument['kind'] } = {},
): CorpusDocument {
  return {
    id,
    kind,
    provenance: { source: 'made up', file: 'none', record: 1, licence: 'CC0', weights: true, use: 'training' },
    identity: { numbers: [], families: [], titles: [], cites: [] },
    classes: [],
    parts: parts.map((part) => ({ name: 'description', language: 'ko', paragraphs: [], ...part })),
  };
}

/** A document with one paragraph of description. */
export function paragraphOf(text: string, part: Partial<DocumentPart> = {}): CorpusDocument {
  return documentOf([{ paragraphs: [text], ...part }]);
}
