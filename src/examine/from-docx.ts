import { memorySource, parseXml, unpack, type XmlElement, type XmlNode } from '../gazette/index.js';

/** The main text of a word-processor file (ECMA-376), one line a paragraph, or null when the bytes are none. */
export async function textFromDocx(name: string, bytes: Uint8Array): Promise<string | null> {
  for await (const member of unpack(memorySource(name, bytes))) {
    if (member.type !== 'source') continue;
    const chunks: Uint8Array[] = [];
    const wanted = member.name.endsWith('!word/document.xml');
    for await (const chunk of member.stream) {
      if (!wanted) break;
      chunks.push(chunk);
    }
    if (wanted) return paragraphsOf(parseXml(Buffer.concat(chunks).toString('utf8')).root).join('\n');
  }
  return null;
}

/** `w:p` are paragraphs, `w:t` runs of text, `w:tab` and `w:br` what they say; deleted text (`w:del`) is gone. */
function paragraphsOf(element: XmlElement): string[] {
  if (element.name === 'p') return [headingMark(element) + textOf(element)];
  return element.children.flatMap((node) => (node.type === 'element' ? paragraphsOf(node) : []));
}

function textOf(node: XmlNode): string {
  if (node.type !== 'element' || node.name === 'del' || node.name === 'pPr') return '';
  if (node.name === 't') return node.children.map((inner) => (inner.type === 'text' ? inner.text : '')).join('');
  if (node.name === 'tab') return '\t';
  if (node.name === 'br' || node.name === 'cr') return '\n';
  return node.children.map(textOf).join('');
}

/** Paragraphs styled as headings read like Markdown headings. */
function headingMark(paragraph: XmlElement): string {
  const properties = paragraph.children.find((node) => node.type === 'element' && node.name === 'pPr');
  const style = properties?.type === 'element' ? properties.children.find(isStyle) : undefined;
  if (style?.type !== 'element') return '';
  const value = Object.entries(style.attributes).find(([key]) => key.endsWith('val'))?.[1] ?? '';
  return /^(?:heading|제목|title)/i.test(value) ? '# ' : '';
}

function isStyle(node: XmlNode): boolean {
  return node.type === 'element' && node.name === 'pStyle';
}
