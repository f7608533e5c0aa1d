import { type Connector, NumberList, precedingClaims, type Reference, type ReferenceContext } from './reference.js';

/** The word for claim in Japanese and in Chinese, simplified and traditional. */
const NOUN = '(?:請求項|请求项|权利要求|權利要求|申請專利範圍第)';
const FIRST = new RegExp(`${NOUN}(?:第)?\\s*(\\d{1,15})(?!\\d)\\s*項?`, 'g');
const CONNECTOR =
  /\s*(から|乃至|ないし|至|到|~|-|ー|または|又は|或は|或いは|あるいは|もしくは|若しくは|或者|或|及び|および|ならびに|並びに|以及|及|和|与|與|と|[、,，/]\s*(?:または|又は|もしくは|若しくは|或|及び|および|和|及)?)\s*(?:のうち)?/y;
const NEXT = new RegExp(`(?:${NOUN}|第)?\\s*(\\d{1,15})(?!\\d)\\s*項?`, 'y');
const UNTIL = /\s*(?:まで)/y;
const CHOICE =
  /^\s*(?:の|中|のうちの?|に記載の)?\s*(?:いずれか|いずれ|何れか|何れ|どれか|任一|任意|任何|其中任|中的任|中任|所述的任|之任|項の?いずれか)/;
const PRECEDING =
  /(?:前述|上述|前记|前記|先行する|先の|上記|任一前述|在前|前面)(?:的|の)?(?:任一|任意一|各|いずれかの)?(?:项|項)?(?:权利要求|權利要求|請求項)(?!\s*\d)/g;

/** References of a Japanese or Chinese claim: 請求項1から3のいずれか一項, 請求項１又は２, 根据权利要求1或2所述. */
export function findHanReferences(text: string, context: ReferenceContext): Reference[] {
  const found: Reference[] = [];
  let position = 0;
  for (const match of text.matchAll(FIRST)) {
    if (match.index < position) continue;
    const reference = readList(text, match);
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

function readList(text: string, first: RegExpExecArray): Reference {
  const list = new NumberList(Number(first[1]));
  let end = first.index + first[0].length;
  for (let item = nextItem(text, end); item; item = nextItem(text, end)) {
    list.add(item.connector, item.number);
    end = item.end;
  }
  const numbers = list.numbers;
  const chosen = CHOICE.test(text.slice(end, end + 16)) || (list.has('or') && !list.has('and'));
  return { start: first.index, end, numbers, alternative: numbers.length === 1 || chosen, ...list.backward };
}

function nextItem(text: string, from: number): { connector: Connector; number: number; end: number } | null {
  CONNECTOR.lastIndex = from;
  const connector = CONNECTOR.exec(text);
  if (!connector) return null;
  NEXT.lastIndex = CONNECTOR.lastIndex;
  const next = NEXT.exec(text);
  if (!next) return null;
  UNTIL.lastIndex = NEXT.lastIndex;
  const end = UNTIL.test(text) ? UNTIL.lastIndex : NEXT.lastIndex;
  return { connector: connectorOf(connector[1]!), number: Number(next[1]), end };
}

function connectorOf(word: string): Connector {
  if (/^(?:から|乃至|ないし|至|到|~|-|ー)$/.test(word)) return 'range';
  if (/又は|または|或|もしくは|若しくは|あるいは|\//.test(word)) return 'or';
  return /^[、,，]$/.test(word.trim()) ? 'comma' : 'and';
}
