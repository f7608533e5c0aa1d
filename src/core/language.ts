/** ISO 639-1 code in lower case, or `und` where the source does not say and nothing could be told. */
export type Language = string;

/** A text in one language. */
export interface LocalText {
  readonly language: Language;
  readonly text: string;
}

/** The text in the first of the wanted languages that is there, or the first text at all. */
export function preferText(texts: readonly LocalText[], ...wanted: Language[]): string {
  for (const language of wanted) {
    const hit = texts.find((text) => text.language === language);
    if (hit) return hit.text;
  }
  return texts[0]?.text ?? '';
}
