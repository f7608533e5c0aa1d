import type { XmlElement, XmlNode } from '../../xml/types.js';

/** A copy of an element in which each piece of character data is replaced by the nodes that `nodesOf` makes of it. */
export function mapText(element: XmlElement, nodesOf: (text: string) => readonly XmlNode[]): XmlElement {
  const children = element.children.flatMap((node) => {
    if (node.type === 'text') return nodesOf(node.text);
    return node.type === 'element' ? [mapText(node, nodesOf)] : [node];
  });
  return { ...element, children };
}

/** A line break as markup has it. */
const LINE_BREAK: XmlElement = { type: 'element', name: 'br', prefix: '', attributes: {}, children: [], at: 0 };

/** For services that give text in which line ends are meant: each becomes a `br`. */
export function breakAtLineEnds(element: XmlElement): XmlElement {
  return mapText(element, (text) =>
    text.split('\n').flatMap((line, place): XmlNode[] => {
      const words: XmlNode = { type: 'text', text: line };
      return place === 0 ? [words] : [LINE_BREAK, words];
    }),
  );
}
