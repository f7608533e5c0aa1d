/** Kinds of characters for splitting text without a dictionary. */
export const OTHER = 0;
export const LETTER = 1;
export const HANGUL = 2;
export const DIGIT = 3;
const SPACE = 4;

const KIND_OF_UNIT = markKinds();

function markKinds(): Uint8Array {
  const kinds = new Uint8Array(65536);
  for (let unit = 0; unit < 65536; unit++) kinds[unit] = kindOfCharacter(String.fromCharCode(unit));
  return kinds;
}

function kindOfCharacter(character: string): number {
  if (/\s/.test(character)) return SPACE;
  if (/\p{Script=Hangul}/u.test(character)) return HANGUL;
  if (/[\p{L}\p{M}]/u.test(character)) return LETTER;
  return /\p{N}/u.test(character) ? DIGIT : OTHER;
}

/** Whether the Korean analyser has anything to say about a text: Hangul, Han or Kana stand in it. */
export function isForAnalyser(text: string): boolean {
  return /[\u1100-\u11ff\u3040-\u30ff\u3130-\u318f\u3400-\u4dbf\u4e00-\u9fff\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff]/.test(
    text,
  );
}

/** Calls `visit` for each run of one kind between white space; every symbol is a run of its own. */
export function visitRuns(text: string, visit: (start: number, end: number) => void): void {
  for (let at = 0; at < text.length; ) {
    const kind = kindAt(text, at);
    let end = at + widthAt(text, at);
    if (kind !== OTHER) while (end < text.length && kindAt(text, end) === kind) end += widthAt(text, end);
    if (kind !== SPACE) visit(at, end);
    at = end;
  }
}

function kindAt(text: string, at: number): number {
  return widthAt(text, at) === 1 ? KIND_OF_UNIT[text.charCodeAt(at)]! : kindOfCharacter(text.slice(at, at + 2));
}

/** UTF-16 units of the character at `at`: 2 for a pair of surrogates. */
export function widthAt(text: string, at: number): 1 | 2 {
  const unit = text.charCodeAt(at);
  if (unit < 0xd800 || unit > 0xdbff || at + 1 >= text.length) return 1;
  const next = text.charCodeAt(at + 1);
  return next >= 0xdc00 && next <= 0xdfff ? 2 : 1;
}
