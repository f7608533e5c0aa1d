import type { Publication } from '../../core/index.js';
import { SimsaError, toSimsaError } from '../../core/index.js';
import { readRecord } from '../../gazette/index.js';
import { openStore, type Store } from '../../store/index.js';
import type { Draft } from '../kinds/format.js';
import { formatNamed } from '../kinds/formats.js';
import { gazetteDocument } from '../kinds/gazettes.js';
import { type PlainReject, plainReject, type RawBatch, type RawItem } from '../sources/raw-batch.js';
import type { CorpusDocument } from '../types.js';

/** What a record gave: documents, and what of it could not be read. */
export type BatchRead = { readonly document: CorpusDocument } | { readonly reject: PlainReject };

/** Reads the records of a batch, in a thread or on the main one. What cannot be read is a reject with its place. */
export function* readBatch(batch: RawBatch): Generator<BatchRead> {
  const read = readerOf(batch);
  let offset = 0;
  for (const item of batch.items) {
    if (!('length' in item)) {
      yield { reject: item };
      continue;
    }
    const bytes = Buffer.from(batch.bytes.buffer, batch.bytes.byteOffset + offset, item.length);
    offset += item.length;
    yield* readItem(batch, item, () => read(bytes, item));
  }
}

type Found = Draft | SimsaError;

function* readItem(batch: RawBatch, item: RawItem, read: () => Iterable<Found>): Generator<BatchRead> {
  const place = { file: batch.origin.file, record: item.record };
  try {
    for (const found of read()) {
      if (found instanceof SimsaError) yield { reject: plainReject(found, place) };
      else yield { document: documentOf(found, batch, item) };
    }
  } catch (thrown) {
    yield { reject: plainReject(toSimsaError(thrown), place) };
  }
}

type ItemReader = (bytes: Buffer, item: RawItem) => Iterable<Found>;

function readerOf(batch: RawBatch): ItemReader {
  if (batch.format === 'gazette') return (bytes, item) => readGazette(bytes, item, batch);
  if (batch.format === 'store') {
    const store = storeAt(batch.store ?? '');
    return (bytes) => readStored(store, bytes.toString(), batch);
  }
  const format = formatNamed(batch.format);
  return (bytes, { line }) => format.read({ text: textOf(bytes), line, columns: batch.columns });
}

/** A file's first record may begin with a byte order mark. */
function textOf(bytes: Buffer): string {
  const text = bytes.toString('utf8');
  return text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
}

function* readGazette(bytes: Buffer, { gazette }: RawItem, batch: RawBatch): Generator<Found> {
  if (!gazette) return;
  for (const read of readRecord({ ...gazette, bytes })) {
    if (read.type === 'reject') yield read.error;
    else yield publicationDraft(read.publication, batch);
  }
}

function* readStored(store: Store, id: string, batch: RawBatch): Generator<Found> {
  const publication = store.get(id);
  yield publication ? publicationDraft(publication, batch) : new SimsaError('input.no-publication', { number: id });
}

function publicationDraft(publication: Publication, { origin: { entry } }: RawBatch): Found {
  const draft = gazetteDocument(publication, { kind: entry.kind ?? undefined, printed: entry.printed });
  return draft ?? new SimsaError('corpus.no-text', {}, { publication: publication.id });
}

const stores = new Map<string, Store>();

/** A thread opens a store once and keeps it until it ends. */
function storeAt(folder: string): Store {
  const known = stores.get(folder) ?? openStore(folder, { readOnly: true });
  stores.set(folder, known);
  return known;
}

/** A draft with its source, place and rights. Wordings of one article belong together, whichever file has them. */
function documentOf(draft: Draft, { origin: { entry, file } }: RawBatch, { record }: RawItem): CorpusDocument {
  const { name: source, licence, weights, use } = entry;
  const provenance = { source, file, record, licence, weights, use: use === 'evaluation' ? use : 'training' } as const;
  const whole = { ...draft, id: `${source}/${draft.id}`, kind: entry.kind ?? draft.kind, provenance };
  const law = draft.details?.law;
  if (!law) return whole;
  const work = law.work || entry.work || source;
  const families = [...draft.identity.families, `provision:${work}/${law.article}`];
  return {
    ...whole,
    identity: { ...draft.identity, families },
    details: { ...draft.details, law: { ...law, work } },
  };
}
