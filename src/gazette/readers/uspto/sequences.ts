import type { ParagraphDraft } from '../../parts.js';
import { rawText } from '../../xml/navigate.js';
import type { XmlElement } from '../../xml/types.js';

/**
 * A sequence listing as the numbered lines of WIPO ST.25 (`<210> 1`, `<400> …`), one paragraph a sequence. The
 * elements bear those numbers as names (`s210`), in `sequence-cwu` and inside records alike.
 */
export function sequenceParagraphs(listing: XmlElement): ParagraphDraft[] {
  const paragraphs: ParagraphDraft[] = [];
  let lines: string[] = [];
  const flush = () => {
    if (lines.length > 0) paragraphs.push({ text: lines.join('\n'), section: 'sequence-listing' });
    lines = [];
  };
  for (const item of items(listing)) {
    const code = item.name.slice(1);
    // `<210>` opens a sequence: everything up to the next one belongs to it.
    if (code === '210') flush();
    lines.push(`<${code}> ${cleanLines(rawText(item))}`.trimEnd());
  }
  flush();
  return paragraphs;
}

const ITEM = /^s[1-9]\d\d$/i;

/** Leaf items in order: `s100`, `s200` and `s220` only group others. */
function* items(element: XmlElement): Generator<XmlElement> {
  for (const node of element.children) {
    if (node.type !== 'element') continue;
    const isItem = ITEM.test(node.name);
    const groups = node.children.some((inner) => inner.type === 'element' && ITEM.test(inner.name));
    if (isItem && !groups) yield node;
    else yield* items(node);
  }
}

/** Residues keep their lines and columns, which number them. */
function cleanLines(raw: string): string {
  return raw
    .split('\n')
    .map((line) => line.trimEnd())
    .filter((line) => line !== '')
    .join('\n')
    .trimStart();
}
