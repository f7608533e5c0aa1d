import { createHash } from 'node:crypto';
import { type Passage, type Publication, type PublicationType, passagesOf, preferText } from '../core/index.js';

/**
 * A publication as its rows: made in the thread that read it, so that the thread that writes only
 * binds values. Everything in it survives a structured clone.
 */
export interface PackedPublication {
  readonly id: string;
  readonly country: string;
  readonly kind: string | null;
  readonly type: PublicationType;
  readonly publicationNumber: string | null;
  readonly applicationNumber: string | null;
  readonly registrationNumber: string | null;
  readonly filed: string | null;
  readonly opened: string | null;
  readonly published: string | null;
  readonly granted: string | null;
  readonly language: string;
  readonly title: string;
  readonly family: string | null;
  readonly status: string | null;
  /** Citable units. */
  readonly paragraphs: number;
  /** What tells this record from another of the same publication: the hash of its bytes, hexadecimal. */
  readonly hash: string;
  /** JSON of everything but the text. */
  readonly head: string;
  /** JSON of {@link TextOf}, in UTF-8. */
  readonly text: Uint8Array;
}

/** The long part of a publication. */
type TextOf = Pick<Publication, 'claims' | 'claimTranslations' | 'claimVersions' | 'description'>;
type HeadOf = Omit<Publication, keyof TextOf>;

/** Makes the rows of a publication. */
export function packPublication(publication: Publication): PackedPublication {
  const { claims, claimTranslations, claimVersions, description, ...head } = publication;
  const text = JSON.stringify({ claims, claimTranslations, claimVersions, description } satisfies TextOf);
  const { id, country, kind, type, numbers, dates, language, titles, family, status } = publication;
  return {
    id,
    country,
    kind,
    type,
    publicationNumber: numbers.publication,
    applicationNumber: numbers.application,
    registrationNumber: numbers.registration,
    ...dates,
    language,
    title: preferText(titles, language, 'ko', 'en'),
    family: family.simple,
    status,
    paragraphs: countPassages(publication),
    hash: recordHash(publication),
    head: JSON.stringify(head satisfies HeadOf),
    text: Buffer.from(text),
  };
}

/** The publication that {@link packPublication} was given. */
export function unpackPublication(head: string, text: string): Publication {
  return { ...(JSON.parse(head) as HeadOf), ...(JSON.parse(text) as TextOf) };
}

/** {@link unpackPublication} for a row that has not been stored yet. */
export function unpack(packed: PackedPublication): Publication {
  return unpackPublication(packed.head, Buffer.from(packed.text).toString('utf8'));
}

/** The citable units of a stored publication. */
export function unpackPassages(head: string, text: string): readonly Passage[] {
  return [...passagesOf(unpackPublication(head, text))];
}

function countPassages({ titles, abstracts, claims, description }: Publication): number {
  const active = claims.filter(({ status }) => status !== 'cancelled').length;
  return titles.length + abstracts.length + active + description.length;
}

/** A record from one source goes by its bytes; one put together from several, or from none, by its content. */
function recordHash(publication: Publication): string {
  const [hash, ...others] = new Set(publication.sources.map((source) => source.hash));
  if (hash && others.length === 0 && /^[0-9a-f]{64}$/.test(hash)) return hash;
  return createHash('sha256').update(JSON.stringify(publication)).digest('hex');
}
