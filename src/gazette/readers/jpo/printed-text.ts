import { attribute, descendants, text } from '../../xml/navigate.js';
import type { XmlElement, XmlNode } from '../../xml/types.js';

/**
 * The gazettes keep the number of a figure or of a cited document in an attribute and print it in brackets before the
 * text: 【図１】, 【特許文献１】. The description refers to these labels, so they are part of the text here too.
 */
const LABELS: Readonly<Record<string, { readonly words: string; readonly number: string }>> = {
  figref: { words: '図', number: 'num' },
  FigureReference: { words: '図', number: 'referencedFigureNumber' },
  patcit: { words: '特許文献', number: 'num' },
  PatentCitation: { words: '特許文献', number: 'sequenceNumber' },
  nplcit: { words: '非特許文献', number: 'num' },
  NPLCitation: { words: '非特許文献', number: 'sequenceNumber' },
};

/** A copy of a description with the labels that the gazette prints, each labelled text on a line of its own. */
export function withPrintedLabels(element: XmlElement): XmlElement {
  return { ...element, children: element.children.flatMap(labelled) };
}

function labelled(node: XmlNode): XmlNode[] {
  if (node.type !== 'element') return [node];
  const label = LABELS[node.name];
  const number = label && attribute(node, label.number);
  if (!label || !number || text(node) === '') return [withPrintedLabels(node)];
  const printed: XmlNode = { type: 'text', text: `【${label.words}${fullWidth(number)}】` };
  return [{ ...node, name: 'p', children: [printed, ...node.children] }];
}

function fullWidth(number: string): string {
  return number.replace(/[!-~]/g, (sign) => String.fromCodePoint(sign.codePointAt(0)! + 0xfee0));
}

/** Captions of the figures by number, from the description of drawings. */
export function captionsOf(description: XmlElement | null): ReadonlyMap<string, string> {
  const captions = new Map<string, string>();
  for (const reference of descendants(description, 'figref', 'FigureReference')) {
    const number = attribute(reference, LABELS[reference.name]!.number);
    const caption = text(reference);
    if (number && caption && !captions.has(number)) captions.set(number, caption);
  }
  return captions;
}
