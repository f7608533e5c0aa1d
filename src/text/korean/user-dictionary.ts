import type { KoreanDictionary } from './dictionary.js';
import { shared } from './shared-memory.js';
import { Interner, type StringTable, stringAt, tableOf } from './string-table.js';
import { buildTrie, type Trie, WordList } from './trie.js';
import { type UserEntry, UserLineReader, type UserReject } from './user-lines.js';

/**
 * Words a user adds, beside the system's. Words of the same part of speech, ids and cost share a class, so
 * that a word costs no record of its own: eight bytes a node of the trie, 19 a word among millions.
 * The arrays lie in shared memory.
 */
export interface UserDictionary {
  /** Number of words. */
  readonly size: number;
  readonly trie: Trie;
  /** By node: the class of the word that ends there, 1 added; 0 for none. */
  readonly entry: Uint16Array;
  readonly classes: UserClasses;
  /** Nodes, ascending, whose words have feature fields of their own after the third, and these fields. */
  readonly tailNodes: Uint32Array;
  readonly tails: StringTable;
}

export interface UserClasses {
  readonly leftId: Uint16Array;
  readonly rightId: Uint16Array;
  readonly posId: Uint16Array;
  readonly cost: Int16Array;
  readonly isNoun: Uint8Array;
  /** `tag,meaning,final` of each class. */
  readonly heads: readonly string[];
}

const MOST_CLASSES = 0xffff;

/**
 * Reads lines of a user dictionary as {@link UserLineReader} has them. A surface counts once: the first line wins.
 * @param onReject told of each line that is left out; without it such a line is thrown
 * @throws `text.bad-user-dictionary` naming the line
 */
export function readUserDictionary(
  lines: Iterable<string>,
  system: KoreanDictionary,
  onReject?: (reject: UserReject) => void,
): UserDictionary {
  const reader = new UserLineReader(system, onReject);
  const words = new WordList();
  const classes = new Interner();
  const classOf = new Numbers16();
  const lineOf: number[] = [];
  const tailOf = new Map<number, string>();
  for (const { line, entry } of reader.entries(lines)) {
    const known = classes.id(classRow(entry));
    if (known >= MOST_CLASSES) {
      reader.refuse(line, 'classes', entry.surface);
      continue;
    }
    const word = words.size;
    words.add(entry.surface);
    classOf.set(word, known);
    lineOf.push(line);
    if (entry.tail !== '') tailOf.set(word, entry.tail);
  }
  const { trie, first, order } = buildTrie(words);
  const entry = shared.uint16(trie.label.length);
  const tailNodes: number[] = [];
  const tails: string[] = [];
  let size = 0;
  for (let node = 0; node < entry.length; node++) {
    const at = first[node]!;
    if (at === first[node + 1]) continue;
    const word = order[at]!;
    entry[node] = classOf.get(word) + 1;
    size++;
    const tail = tailOf.get(word);
    if (tail !== undefined) {
      tailNodes.push(node);
      tails.push(tail);
    }
    for (let again = at + 1; again < first[node + 1]!; again++) {
      reader.refuse(lineOf[order[again]!]!, 'duplicate', words.text(order[again]!));
    }
  }
  return {
    size,
    trie,
    entry,
    classes: userClasses(classes.strings),
    tailNodes: filled(shared.uint32(tailNodes.length), tailNodes),
    tails: tableOf(tails),
  };
}

function classRow({ leftId, rightId, posId, cost, head }: UserEntry): string {
  return `${leftId},${rightId},${posId},${cost},${head}`;
}

/** Classes from their rows `left id,right id,pos id,cost,tag,meaning,final`. */
export function userClasses(rows: readonly string[]): UserClasses {
  const fields = rows.map((row) => row.split(','));
  const column = (place: number) => fields.map((row) => Number(row[place]));
  return {
    leftId: filled(shared.uint16(rows.length), column(0)),
    rightId: filled(shared.uint16(rows.length), column(1)),
    posId: filled(shared.uint16(rows.length), column(2)),
    cost: filled(shared.int16(rows.length), column(3)),
    isNoun: filled(
      shared.uint8(rows.length),
      fields.map((row) => (row[4] === 'NNG' || row[4] === 'NNP' ? 1 : 0)),
    ),
    heads: fields.map((row) => row.slice(4).join(',')),
  };
}

/** The rows of {@link userClasses}. */
export function classRows({ leftId, rightId, posId, cost, heads }: UserClasses): string[] {
  return heads.map((head, i) => `${leftId[i]},${rightId[i]},${posId[i]},${cost[i]},${head}`);
}

function filled<T extends Uint8Array | Uint16Array | Int16Array | Uint32Array>(
  array: T,
  numbers: readonly number[],
): T {
  array.set(numbers);
  return array;
}

/** A growing list of 16-bit numbers. */
class Numbers16 {
  #numbers = new Uint16Array(1 << 10);

  set(place: number, value: number): void {
    if (place >= this.#numbers.length) {
      const larger = new Uint16Array(this.#numbers.length * 2);
      larger.set(this.#numbers);
      this.#numbers = larger;
    }
    this.#numbers[place] = value;
  }

  get(place: number): number {
    return this.#numbers[place]!;
  }
}

/** All feature fields of the word of the user that ends at `node`. */
export function userFeature(user: UserDictionary, node: number, surface: string): string {
  const head = user.classes.heads[user.entry[node]! - 1]!;
  return `${head},${tailAt(user, node) ?? `${surface},*,*,*,*`}`;
}

function tailAt({ tailNodes, tails }: UserDictionary, node: number): string | null {
  let low = 0;
  let high = tailNodes.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (tailNodes[middle]! < node) low = middle + 1;
    else high = middle;
  }
  return low < tailNodes.length && tailNodes[low] === node ? stringAt(tails, low) : null;
}

/** The lines of MeCab's CSV form, ordered by UTF-16 unit. */
export function* userDictionaryLines(user: UserDictionary): Generator<string> {
  const { label, child } = user.trie;
  const { leftId, rightId, cost, heads } = user.classes;
  const pending: { readonly node: number; readonly surface: string }[] = [{ node: 0, surface: '' }];
  for (let next = pending.pop(); next; next = pending.pop()) {
    const { node, surface } = next;
    const row = user.entry[node]! - 1;
    if (row >= 0) {
      const tail = tailAt(user, node) ?? `${quoted(surface)},*,*,*,*`;
      yield [quoted(surface), leftId[row], rightId[row], cost[row], heads[row], tail].join(',');
    }
    for (let at = child[node + 1]! - 1; at >= child[node]!; at--) {
      pending.push({ node: at, surface: surface + String.fromCharCode(label[at]!) });
    }
  }
}

function quoted(field: string): string {
  return /[",]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field;
}
