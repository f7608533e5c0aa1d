import type { XmlElement, XmlNode } from '../../xml/types.js';

/**
 * BadgerFish, the JSON form of OPS: attributes are `@name`, text is `$`, an element that occurs once is an object and
 * one that occurs several times an array of them. Turned back into the elements it came from, it is read like the XML.
 * What follows the convention in no way (numbers, null, text without `$`) is taken as the text it shows.
 */
export function elementOf(name: string, value: unknown): XmlElement {
  const colon = name.indexOf(':');
  const attributes: Record<string, string> = {};
  const nodes: XmlNode[] = [];
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
    for (const [key, inner] of Object.entries(value)) {
      if (key === '$') nodes.push({ type: 'text', text: String(inner) });
      else if (key === '@xmlns') continue;
      else if (key.startsWith('@')) attributes[key.slice(key.indexOf(':') + 1).replace('@', '')] = String(inner);
      else for (const one of Array.isArray(inner) ? inner : [inner]) nodes.push(elementOf(key, one));
    }
  } else if (value !== null && value !== undefined && value !== '') {
    nodes.push({ type: 'text', text: String(value) });
  }
  return {
    type: 'element',
    name: name.slice(colon + 1),
    prefix: colon < 0 ? '' : name.slice(0, colon),
    attributes,
    children: nodes,
    at: 0,
  };
}
