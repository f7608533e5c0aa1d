import { type Connector, NumberList, precedingClaims, type Reference, type ReferenceContext } from './reference.js';

/** First item of a list: `청구항 1`, `제1항`, `제 1` (of `제 1 내지 3항`), `1항`. */
const FIRST =
  /(청구\s?항들?\s*(?:제\s*)?|제\s*|(?<![\d.,제\-~])(?=\d{1,3}\s*항))(\d{1,15})(?![\d.%])(?!\s*-\s*[가-힣A-Za-z])(\s*항)?/g;
const CONNECTOR =
  /\s*(에?\s*내지는?|부터|에서|~|-|\/|또는|또한|혹은|이나|및\s*\/\s*또는|및|그리고|와|과|[,、·]\s*(?:또는|혹은|및|그리고)?)\s*/y;
const NEXT = /(?:(?:청구\s?항\s*)?(?:제\s*)?)?(\d{1,15})(?![\d.%])(\s*항)?/y;
/** A choice within a list that goes on: `제1항 내지 제3항 중 어느 한 항 또는 제6항`. */
const CHOSEN =
  /\s*(?:중|가운데)(?:의|에서)?\s*(?:어느|임의의?)\s*(?:한\s*|하나의?\s*)?항?(?=\s*(?:또는|혹은|이나|및|그리고|,)\s*(?:청구\s?항|제)\s*\d)/y;
const UNTIL = /\s*까지/y;

/** `제3조 제1항` is a paragraph of a statute. */
const STATUTE = /조(?:의\s*\d+)?\s*$/;

/** What may follow 항 when it means a claim: `제1 항체` and `제2 항-TNF` speak of antibodies. */
const AFTER =
  /^(?:$|[\s,.;:)\]~/·、」]|-\s*(?:제|\d)|에(?!스트|이즈)|의(?![료학약])|내지|또는|및|중(?!합)|과(?![민산])|와|이(?:나|고|며|면|거|든|\s)|으로|을|를|은|는|까지|부터|들|따|기재|혹은|있|어느)/;
const DRUG =
  /^\s+(?:바이러스|염증|암제|암\s|종양|산화|균|진균|생제|응고|당뇨|비만|혈소판|고혈압|우울|히스타민|구토|간질|노화|미생물|말라리아|혈관|경련|정신병|불안|콜린|섬유화|원체|원\s|체)/;

const CHOICE =
  /^\s*(?:항\s*)?(?:들\s*)?(?:중(?:의|에서?)?|가운데|의|에서)?\s*(?:어느|임의|선택|하나의|한\s*항)|^(?:의|에\s*따른)\s[^,;.]{1,30}\s중(?:에서)?\s*(?:어느|임의)/;

/** What follows the number when 청구항 opens a claim that was glued to the one before: `… 장치. 청구항 4 제3항에 있어서`. */
const NAMED_AFTER =
  /^\s*(?:항|에|의|또는|또한|내지|및|중|과|와|이나|으?로|을|를|은|는|이|[,~\-/·)]|혹은|기재|까지|부터|어느)/;
const PRECEDING =
  /(?:(?:전술|선행|상술|상기|앞선|앞의|이전|선행하는|전술된|전기)(?:한|된|의)?\s*(?:모든\s*)?(?:청구\s?항|항)(?:들)?|(?<![가-힣])전\s?항들?)\s*(?:중|의|가운데)\s*(?:에서\s*)?(?:어느|임의|하나)/g;

/** References of a Korean claim: 제1항에 있어서, 청구항 1 내지 3 중 어느 한 항, 제1항, 제2항 및 제4항 내지 제6항 중 …. */
export function findKoreanReferences(text: string, context: ReferenceContext): Reference[] {
  const found: Reference[] = [];
  let position = 0;
  for (const match of text.matchAll(FIRST)) {
    if (match.index < position || STATUTE.test(text.slice(0, match.index)) || isHeading(text, match)) continue;
    const reference = readList(text, match);
    if (!reference) continue;
    found.push(reference);
    position = reference.end;
  }
  for (const match of text.matchAll(PRECEDING)) {
    const numbers = precedingClaims(context);
    if (numbers.length)
      found.push({ start: match.index, end: match.index + match[0].length, numbers, alternative: true });
  }
  return found.sort((a, b) => a.start - b.start);
}

function isHeading(text: string, match: RegExpExecArray): boolean {
  if (!match[1]!.startsWith('청구') || match[3]) return false;
  if (!/(?:^|[.。:\]】」])\s*[[【]?$/.test(text.slice(0, match.index))) return false;
  return !NAMED_AFTER.test(text.slice(match.index + match[0].length, match.index + match[0].length + 8));
}

interface Item {
  readonly connector: Connector | null;
  readonly number: number;
  readonly end: number;
  readonly marked: boolean;
  /** Whether one of the numbers before it is chosen before the list goes on. */
  readonly chosen: boolean;
}

function readList(text: string, first: RegExpExecArray): Reference | null {
  const [whole, prefix = '', digits, suffix] = first;
  const named = prefix.startsWith('청구');
  const end = first.index + whole.length;
  if (!named && suffix && !meansClaim(text, end)) return null;
  const items: Item[] = [{ connector: null, number: Number(digits), end, marked: Boolean(suffix), chosen: false }];
  for (let item = nextItem(text, end); item; item = nextItem(text, item.end)) items.push(item);
  // Without the word 청구항 only what stands up to the last 항 is a list of claims: `제1항, 10 내지 20 중량%`.
  while (!named && items.length && !items.at(-1)!.marked) items.pop();
  const last = items.at(-1);
  return last ? toReference(text, first.index, items, last.end) : null;
}

function nextItem(text: string, from: number): Item | null {
  CHOSEN.lastIndex = from;
  const chosen = CHOSEN.test(text);
  CONNECTOR.lastIndex = chosen ? CHOSEN.lastIndex : from;
  const connector = CONNECTOR.exec(text);
  if (!connector) return null;
  NEXT.lastIndex = CONNECTOR.lastIndex;
  const next = NEXT.exec(text);
  if (!next) return null;
  if (next[2] && !meansClaim(text, NEXT.lastIndex)) return null;
  UNTIL.lastIndex = NEXT.lastIndex;
  const end = UNTIL.test(text) ? UNTIL.lastIndex : NEXT.lastIndex;
  return {
    connector: connectorOf(connector[1]!),
    number: Number(next[1]),
    end,
    marked: Boolean(next[2]) || CHOICE.test(text.slice(end, end + 40)),
    chosen,
  };
}

function meansClaim(text: string, end: number): boolean {
  const rest = text.slice(end, end + 16);
  return AFTER.test(rest) && !DRUG.test(rest);
}

function connectorOf(word: string): Connector {
  if (/^(?:에?\s*내지는?|부터|에서|~|-)$/.test(word)) return 'range';
  if (/또는|또한|혹은|이나|\//.test(word)) return 'or';
  return /및|와|과|그리고/.test(word) ? 'and' : 'comma';
}

function toReference(text: string, start: number, items: readonly Item[], end: number): Reference {
  const list = new NumberList(items[0]!.number);
  for (const { connector, number } of items.slice(1)) list.add(connector!, number);
  const numbers = list.numbers;
  const alternative = numbers.length === 1 || isAlternative(listLeft(items), text.slice(end, end + 50));
  return { start, end, numbers, alternative, ...list.backward };
}

/** The connectors among which a choice is still to be made: those before the last `중 어느 한 항` within the list count no more. */
function listLeft(items: readonly Item[]): ReadonlySet<Connector> {
  const from = Math.max(
    1,
    items.findLastIndex(({ chosen }) => chosen),
  );
  return new Set(items.slice(from).map(({ connector }) => connector!));
}

/**
 * The examination guidelines (part 2, chapter 4, 6.5): `및` before `중 어느 한 항` is a choice, `또는` alone is
 * one, `및` together with `또는` is none, nor is a bare list or a range without `중 어느 한 항`.
 */
function isAlternative(list: ReadonlySet<Connector>, after: string): boolean {
  if (list.has('and') && list.has('or')) return false;
  if (CHOICE.test(after)) return true;
  return list.has('or') && !list.has('range');
}
