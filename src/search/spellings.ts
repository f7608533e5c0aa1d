import type { SearchEngine } from '../index/index.js';
import { searchTerms, searchTokens } from '../text/index.js';
import type { QueryNode } from './query/ast.js';
import { type RowCounts, rowCounts } from './row-counts.js';

/** The ways in which words side by side are written: 터치스크린 is 터치 스크린 elsewhere. The first is the commonest. */
export type Spellings = (texts: readonly string[]) => readonly (readonly string[])[];

const HANGUL = /^[가-힣]+$/;
/** A compound has two parts of two syllables or more. */
const SHORTEST_COMPOUND = 4;
const LONGEST_COMPOUND = 16;
/** A spelling that is this many times rarer than the other is a slip, or another word by chance: 네트 워크. */
const SLIP = 8;
/** Spellings beside the first, at most: each is a search of its own. */
const MOST_OTHERS = 3;

/**
 * Finds how the words of a query are written in the documents. Korean compounds are written with and without spaces,
 * and the analyser reads some otherwise when they are joined: 사육방법 becomes 사 + 육 + 방법, 터치스크린 stays one.
 * A compound that looks misread is divided where the documents divide it, and words that read otherwise when joined
 * are looked for joined too; so both spellings of a compound end as one query.
 */
export async function spellingsIn(node: QueryNode, engine: SearchEngine): Promise<Spellings> {
  const known = new Map<string, readonly (readonly string[])[]>();
  for (const texts of bagsIn(node)) known.set(texts.join(' '), await spellingsOf(texts, engine));
  return (texts) => known.get(texts.join(' ')) ?? [texts];
}

/** The words that stand side by side, field by field, as they are compiled into bags. */
function bagsIn(node: QueryNode): string[][] {
  switch (node.type) {
    case 'word':
      return [[node.text]];
    case 'together': {
      const bags = new Map<unknown, string[]>();
      for (const child of node.children) {
        if (child.type === 'word') bags.set(child.field, [...(bags.get(child.field) ?? []), child.text]);
      }
      return [...bags.values(), ...node.children.filter(({ type }) => type !== 'word').flatMap(bagsIn)];
    }
    case 'and':
    case 'or':
      return node.children.flatMap(bagsIn);
    case 'not':
      return bagsIn(node.child);
    default:
      return [];
  }
}

async function spellingsOf(texts: readonly string[], engine: SearchEngine): Promise<readonly (readonly string[])[]> {
  const counts = rowCounts(engine);
  const divided: string[] = [];
  for (const text of texts) divided.push(...(await divide(text, counts)));
  let words = mended(divided);
  let others: { readonly at: number; readonly text: string }[] = [];
  for (let at = 0; at + 1 < words.length; at++) {
    const { instead, besides } = await otherReadings(words[at]!, words[at + 1]!, counts);
    if (instead === null) others.push(...besides.map((text) => ({ at, text })));
    else {
      words = words.toSpliced(at, 2, instead);
      others = others.filter((other) => other.at + 1 < at);
    }
  }
  return [words, ...others.slice(0, MOST_OTHERS).map(({ at, text }) => words.toSpliced(at, 2, text))];
}

/** Other texts for two neighbours: one that replaces them, or some that stand beside them. */
interface OtherReadings {
  readonly instead: string | null;
  readonly besides: readonly string[];
}

const NO_OTHERS: OtherReadings = { instead: null, besides: [] };

/**
 * How the documents have two neighbours where they do not read as they do word by word: joined, or as in a sentence,
 * where 사용자 단말 becomes 사용 + 자 + 말.
 */
async function otherReadings(left: string, right: string, counts: RowCounts): Promise<OtherReadings> {
  // After a particle begins another word.
  if (!isCompound(left + right) || !isWhole(left)) return NO_OTHERS;
  const byWord = [...searchTerms(left), ...searchTerms(right)];
  const texts = [`${left}${right}`, `${left} ${right}`] as const;
  const [joined, sentence] = texts.map((text) => otherTerms(text, left, byWord));
  if (!joined && !sentence) return NO_OTHERS;
  const asWords = await counts.exactly(byWord);
  const asJoined = joined ? await counts.exactly(joined) : 0;
  if (asWords * SLIP < asJoined) return { instead: texts[0], besides: [] };
  const asSentence = sentence ? await counts.exactly(sentence) : 0;
  const isCommon = (count: number) => count > 0 && count * SLIP >= asWords;
  return { instead: null, besides: texts.filter((_, index) => isCommon(index === 0 ? asJoined : asSentence)) };
}

/** The terms of another reading, or null where it is the same one or loses one of the two words. */
function otherTerms(text: string, left: string, byWord: readonly string[]): readonly string[] | null {
  const tokens = searchTokens(text);
  const terms = tokens.map(({ term }) => term);
  const isComplete = tokens[0]?.start === 0 && tokens.at(-1)!.end > left.length + 1;
  return isComplete && terms.join(' ') !== byWord.join(' ') ? terms : null;
}

const isCompound = (text: string) =>
  HANGUL.test(text) && text.length >= SHORTEST_COMPOUND && text.length <= LONGEST_COMPOUND;

/** Divides a compound that looks misread into the two parts that most documents have side by side. */
async function divide(text: string, counts: RowCounts): Promise<readonly string[]> {
  if (!isCompound(text) || !looksMisread(text)) return [text];
  const whole = searchTerms(text);
  // What loses its beginning is another word: 매트리스 is no 에어매트리스.
  const asWhole = beginsWell(text) ? await counts.exactly(whole) : 0;
  let best: { readonly parts: readonly string[]; readonly count: number } = { parts: [text], count: asWhole / SLIP };
  for (let at = 2; at <= text.length - 2; at++) {
    const parts = [text.slice(0, at), text.slice(at)];
    const terms = parts.flatMap((part) => searchTerms(part));
    if (terms.join(' ') === whole.join(' ') || !isWhole(parts[0]!) || !beginsWell(parts[1]!)) continue;
    if (counts.most(terms) <= best.count) continue;
    const count = await counts.exactly(terms);
    if (count > best.count) best = { parts, count };
  }
  return best.parts;
}

/** One syllable alone, something left out or a long word without parts: so the analyser reads what it does not know. */
function looksMisread(text: string): boolean {
  const tokens = searchTokens(text);
  const end = tokens.at(-1)?.end ?? 0;
  return (
    tokens.some(({ term }) => term.length === 1) ||
    (tokens.length === 1 && end >= SHORTEST_COMPOUND) ||
    !beginsWell(text) ||
    // What is left out at the end is grammar, unless it is a word when it stands alone.
    searchTerms(text.slice(end)).length > 0
  );
}

/** Whether the terms of a text follow each other from its beginning; what comes after them may be grammar. */
function beginsWell(text: string): boolean {
  let read = 0;
  for (const { start, end } of searchTokens(text)) {
    if (start > read) return false;
    read = Math.max(read, end);
  }
  return read > 0;
}

const isWhole = (text: string) => beginsWell(text) && searchTokens(text).at(-1)!.end === text.length;

/** Joins a word that loses its beginning when it stands alone, as the 이 of 이차, to the next, where it keeps it. */
function mended(words: readonly string[]): string[] {
  const result: string[] = [];
  for (const word of words) {
    const last = result.at(-1);
    const isLost = last !== undefined && HANGUL.test(last) && last.length > 1 && !beginsWell(last);
    if (isLost && isCompound(last + word) && beginsWell(last + word)) result[result.length - 1] = last + word;
    else result.push(word);
  }
  return result;
}
