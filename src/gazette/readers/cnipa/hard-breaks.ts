import type { TextOf } from '../../text-of.js';
import type { XmlElement, XmlNode } from '../../xml/types.js';
import { mapText } from '../shared/map-text.js';

/** Stands for a line end until its neighbours are known; a private-use character that no gazette prints. */
const MARK = '\uE000';
const AROUND_MARK = new RegExp(` *${MARK}[ ${MARK}]*`, 'g');

/**
 * Running text in which lines end where the scanned page did, inside sentences and words: by `br` in the older XML, by
 * bare line feeds in others. Chinese needs no space where two lines meet, only two Latin words do; blocks (steps of a
 * claim, rows of a table) keep their own lines.
 */
export function withoutHardBreaks(textOf: TextOf): TextOf {
  return (element) => (element ? join(textOf(marked(element))) : '');
}

function marked(element: XmlElement): XmlElement {
  const inText = mapText(element, (text): XmlNode[] =>
    text.trim() === '' ? [{ type: 'text', text }] : [{ type: 'text', text: text.replace(/\s*\n\s*/g, MARK) }],
  );
  return markBreaks(inText);
}

function markBreaks(element: XmlElement): XmlElement {
  const children = element.children.map((node): XmlNode => {
    if (node.type !== 'element') return node;
    return node.name === 'br' ? { type: 'text', text: MARK } : markBreaks(node);
  });
  return { ...element, children };
}

function join(text: string): string {
  const joined = text.replace(AROUND_MARK, (_, at: number, whole: string) => {
    const before = whole[at - 1] ?? '';
    const after = whole.slice(at).replace(AROUND_MARK, '')[0] ?? '';
    return /[A-Za-z,;]/.test(before) && /[A-Za-z]/.test(after) ? ' ' : '';
  });
  return joined.trim();
}
