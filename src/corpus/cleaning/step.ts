import type { CleaningStep, CorpusDocument, DocumentPart, Drop } from '../types.js';

/** What a rule did to a paragraph: the new text (empty: it went), and how much went, told as a person may judge it. */
export interface Change {
  readonly text: string;
  readonly rule: string;
  /** What went, or a sample of it. */
  readonly went: string;
  readonly characters: number;
}

const SAMPLE = 200;

/** A step made of rules over single paragraphs, used one after the other. */
export function paragraphStep(
  name: string,
  rules: Readonly<Record<string, string>>,
  change: (text: string, part: DocumentPart, document: CorpusDocument) => readonly Change[],
): CleaningStep {
  return {
    name,
    rules,
    clean: (document) => {
      const drops: Drop[] = [];
      const parts = document.parts.map((part) => {
        const paragraphs = part.paragraphs.map((text, paragraph) => {
          const changes = change(text, part, document);
          for (const { rule, went, characters } of changes)
            drops.push(dropOf(document, { rule: `${name}.${rule}`, part, paragraph, text: went, characters }));
          return changes.at(-1)?.text ?? text;
        });
        return drops.length === 0 ? part : { ...part, paragraphs: paragraphs.filter((text) => text !== '') };
      });
      return settled(document, parts, drops);
    },
  };
}

interface Dropped {
  readonly rule: string;
  readonly part: DocumentPart | null;
  readonly paragraph: number | null;
  readonly text: string;
  readonly characters: number;
}

export function dropOf(document: CorpusDocument, { rule, part, paragraph, text, characters }: Dropped): Drop {
  return { document: document.id, rule, part: part?.name ?? null, paragraph, text: text.slice(0, SAMPLE), characters };
}

/** The document with what is left of its parts: itself if nothing went, null if all did. */
export function settled(document: CorpusDocument, parts: readonly DocumentPart[], drops: readonly Drop[]) {
  if (drops.length === 0) return { document, drops };
  const left = parts.filter(({ paragraphs }) => paragraphs.length > 0);
  return { document: left.length > 0 ? { ...document, parts: left } : null, drops };
}

/** The change by which a pattern's matches give way to a text, or to what is made of each; null where it matches nothing. */
export function replaced(
  text: string,
  rule: string,
  pattern: RegExp,
  by: string | ((match: string) => string),
): Change | null {
  let characters = 0;
  let went = '';
  const result = text.replace(pattern, (match: string) => {
    characters += match.length;
    went ||= match;
    return typeof by === 'string' ? by : by(match);
  });
  return characters === 0 ? null : { text: result.replace(/ {2,}/g, ' ').trim(), rule, went, characters };
}

/** Uses rules one after the other, each on what the one before left. */
export function inTurn(text: string, rules: readonly ((text: string) => Change | null)[]): Change[] {
  const changes: Change[] = [];
  for (const rule of rules) {
    const before = changes.at(-1)?.text ?? text;
    const change = before === '' ? null : rule(before);
    if (change) changes.push(change);
  }
  return changes;
}

/** The change by which a paragraph goes whole. */
export function gone(text: string, rule: string): Change {
  return { text: '', rule, went: text, characters: text.length };
}
