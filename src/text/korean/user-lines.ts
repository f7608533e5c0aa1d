import { SimsaError } from '../../core/index.js';
import type { KoreanDictionary } from './dictionary.js';
import { stringAt, tableSize } from './string-table.js';

/** Why a line of a user dictionary is left out. */
export type UserRejectReason = 'fields' | 'surface' | 'ids' | 'costs' | 'duplicate' | 'classes';

const REASONS: Readonly<Record<UserRejectReason, string>> = {
  fields: 'it has a wrong number of fields (1, 5, 7, 8, 12 or 13 may be)',
  surface: 'it has no surface',
  ids: 'its ids or its cost are not whole numbers in the range of the dictionary',
  costs: 'only nouns (NNG, NNP) may leave ids and cost empty',
  duplicate: 'its surface stands on an earlier line',
  classes: 'there are more than 65,535 different ids, costs and tags',
};

/** A line that is left out, with what it holds. */
export interface UserReject {
  readonly line: number;
  readonly reason: UserRejectReason;
  readonly message: string;
  readonly text: string;
}

/** A word of a user. */
export interface UserEntry {
  readonly surface: string;
  readonly leftId: number;
  readonly rightId: number;
  readonly posId: number;
  readonly cost: number;
  /** `tag,meaning,final`. */
  readonly head: string;
  /** The fields `reading,type,first,last,expression`; empty for `surface,*,*,*,*`. */
  readonly tail: string;
}

/** Surface alone; to the tag; to the final consonant; to the reading; all; all and the index that older dictionaries have. */
const NUMBERS_OF_FIELDS = new Set([1, 5, 7, 8, 12, 13]);

/** What mecab-ko-dic 2.1.1 gives a noun whose reading its model never saw: left id, right id, cost. */
const NOUN_DEFAULTS: Readonly<Record<string, readonly [number, number, number]>> = {
  'NNG,F': [1780, 3533, 2639],
  'NNG,T': [1780, 3534, 2639],
  'NNP,F': [1786, 3545, 2953],
  'NNP,T': [1786, 3546, 2953],
};

/**
 * Reads MeCab's user-dictionary lines `surface,left id,right id,cost,tag,meaning,final,reading,type,first,last,expression`,
 * fields bare or in quotation marks. A line may end after the surface, the tag, the final consonant or the reading;
 * ids and cost may be empty: a noun then gets what mecab-ko-dic gives nouns.
 */
export class UserLineReader {
  readonly #system: KoreanDictionary;
  readonly #posIds: ReadonlyMap<string, number>;
  readonly #onReject: ((reject: UserReject) => void) | undefined;

  constructor(system: KoreanDictionary, onReject?: (reject: UserReject) => void) {
    this.#system = system;
    this.#posIds = posIdsByTag(system);
    this.#onReject = onReject;
  }

  *entries(lines: Iterable<string>): Generator<{ readonly line: number; readonly entry: UserEntry }> {
    let line = 0;
    for (const raw of lines) {
      line++;
      const text = raw.replace(/^\ufeff/, '').trim();
      if (text === '') continue;
      const entry = this.#parse(text);
      if (typeof entry === 'string') this.refuse(line, entry, text);
      else yield { line, entry };
    }
  }

  /** Tells of a line that is left out. @throws `text.bad-user-dictionary` if nobody listens */
  refuse(line: number, reason: UserRejectReason, text: string): void {
    const message = REASONS[reason];
    if (!this.#onReject) throw new SimsaError('text.bad-user-dictionary', { line, reason: message }, { line });
    this.#onReject({ line, reason, message, text });
  }

  #parse(text: string): UserEntry | UserRejectReason {
    const fields = fieldsOf(text);
    if (!NUMBERS_OF_FIELDS.has(fields.length)) return 'fields';
    const [surface = '', left = '', right = '', costText = '', ...features] = fields;
    if (surface === '') return 'surface';
    const tag = features[0] || 'NNG';
    const final = features[2] || (endsInConsonant(surface) ? 'T' : 'F');
    const defaults = NOUN_DEFAULTS[`${tag},${final}`];
    const numbers = [left, right, costText].map((number, place) =>
      number === '' ? defaults?.[place] : Number(number),
    );
    const [leftId, rightId, cost] = numbers;
    if (leftId === undefined || rightId === undefined || cost === undefined) return 'costs';
    const { leftSize, rightSize } = this.#system.matrix;
    if (!fits(leftId, 0, rightSize) || !fits(rightId, 0, leftSize) || !fits(cost, -0x8000, 0x8000)) return 'ids';
    const [reading, type = '*', first = '*', last = '*', expression = '*'] = features.slice(3, 8);
    const tail = `${reading || surface},${type || '*'},${first || '*'},${last || '*'},${expression || '*'}`;
    return {
      surface,
      leftId,
      rightId,
      cost,
      posId: this.#posIds.get(tag) ?? 0,
      head: `${tag},${features[1] || '*'},${final}`,
      tail: tail === `${surface},*,*,*,*` ? '' : tail,
    };
  }
}

function fits(value: number, from: number, to: number): boolean {
  return Number.isInteger(value) && value >= from && value < to;
}

/** Fields of a line of CSV; in quotation marks a comma does not part, and two marks are one. */
function fieldsOf(text: string): string[] {
  if (!text.includes('"')) return text.split(',').map((field) => field.trim());
  const fields: string[] = [];
  for (const [, quoted, bare] of `${text},`.matchAll(/\s*(?:"((?:[^"]|"")*)"|([^,]*))\s*,/g)) {
    fields.push(quoted === undefined ? (bare ?? '').trim() : quoted.replaceAll('""', '"'));
  }
  return fields;
}

/** Whether the last syllable has a final consonant (종성). */
function endsInConsonant(word: string): boolean {
  const unit = word.charCodeAt(word.length - 1);
  return unit >= 0xac00 && unit <= 0xd7a3 && (unit - 0xac00) % 28 !== 0;
}

/** pos-id.def as the compiled dictionary remembers it. */
function posIdsByTag({ classes }: KoreanDictionary): Map<string, number> {
  const ids = new Map<string, number>();
  for (let row = 0; row < tableSize(classes.features); row++) {
    const [tag = '', , , type] = stringAt(classes.features, row).split(',');
    if (type === '*' && !ids.has(tag)) ids.set(tag, classes.posId[row]!);
  }
  return ids;
}
