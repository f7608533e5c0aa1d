import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SimsaError } from '../../core/index.js';
import { children, find, text, textAt } from './navigate.js';
import { parseXml } from './parse.js';
import type { XmlElement } from './types.js';

const root = (source: string) => parseXml(source).root;

function codeOf(source: string): string {
  try {
    parseXml(source);
  } catch (thrown) {
    if (thrown instanceof SimsaError) return thrown.code;
    throw thrown;
  }
  return 'none';
}

describe('well-formed records', () => {
  it('become elements, text and instructions in order', () => {
    const element = root('<?xml version="1.0"?><p id="a">one <b>two</b><!-- no --><?x y="z"?><![CDATA[<three>]]></p>');
    expect(element.attributes).toEqual({ id: 'a' });
    expect(element.children).toEqual([
      { type: 'text', text: 'one ' },
      expect.objectContaining({ name: 'b', children: [{ type: 'text', text: 'two' }] }),
      { type: 'instruction', target: 'x', text: 'y="z"' },
      { type: 'text', text: '<three>' },
    ]);
  });

  it('lose their prefixes, bound or not', () => {
    const element = root('<exch:a xlink:href="x"><b/></exch:a>');
    expect(element).toMatchObject({ name: 'a', prefix: 'exch', attributes: { href: 'x' } });
    expect(element.children[0]).toMatchObject({ name: 'b', prefix: '' });
  });

  it('resolve named and numbered entities without a DTD', () => {
    expect(text(root('<p>&lsqb;0001&rsqb; 20&deg; &SACUTE;&agr;&bgr; &#x26; &#38; &amp;lt; a&af;b &equals;</p>'))).toBe(
      '[0001] 20° Śαβ & & &lt; a\u2061b =',
    );
    expect(root('<p a="&quot;&lt;"/>').attributes).toEqual({ a: '"<' });
  });

  it('know where an element stands', () => {
    const source = '<a>\n<b/></a>';
    expect(source.slice((root(source).children[1] as XmlElement).at)).toBe('<b/></a>');
  });

  it('keep documents that follow the root', () => {
    const { others } = parseXml('<a/>\n<?xml version="1.0"?><!DOCTYPE b SYSTEM "b.dtd" [ ]><b>x</b>');
    expect(others.map((other) => other.name)).toEqual(['b']);
  });
});

describe('defects of real deliveries are repaired and noted', () => {
  const repaired = (source: string) => {
    const { root: element, notes } = parseXml(source);
    return { words: text(element), defects: notes.map((note) => note.defect), element };
  };

  it('a heading that begins with a less-than sign', () => {
    const { words, defects } = repaired('<d><heading id="h1"><First Embodiment</heading><p>1 < 2</p></d>');
    expect(words).toBe('<First Embodiment1 < 2');
    expect(defects).toEqual(['stray-less-than', 'stray-less-than']);
  });

  it('an element and its attribute joined', () => {
    const { element, defects } = repaired('<p><EMIID="EMI-1" FILE="a.tif"/></p>');
    expect(element.children[0]).toMatchObject({ name: 'EMI', attributes: { ID: 'EMI-1', FILE: 'a.tif' } });
    expect(defects).toEqual(['joined-name']);
  });

  it('unquoted attributes', () => {
    const { element, defects } = repaired('<EMI ID=EMI-1 FILE=a.tif></EMI>');
    expect(element.attributes).toEqual({ ID: 'EMI-1', FILE: 'a.tif' });
    expect(defects).toEqual(['unquoted-attribute', 'unquoted-attribute']);
  });

  it('end tags in the wrong case', () => {
    const { element, defects } = repaired('<d><P>one</p><P>two</P></d>');
    expect(children(element).map(text)).toEqual(['one', 'two']);
    expect(defects).toEqual(['wrong-case-end-tag']);
  });

  it('empty elements never closed, whose neighbours stay where they are', () => {
    const { element, defects } = repaired('<p>a<EMI ID="1">b<DP n="2">c</p>');
    expect(text(element)).toBe('abc');
    expect(children(element).map((each) => each.name)).toEqual(['EMI', 'DP']);
    expect(defects).toEqual(['unclosed-element', 'unclosed-element']);
  });

  it('a quote that never ends', () => {
    const { element } = repaired('<d><P><EMI FILE="kpo00001.TIF</P><P>next</P></d>');
    expect(children(element).map((each) => each.name)).toEqual(['P', 'P']);
    expect(find(element, 'P/EMI')?.attributes).toEqual({ FILE: 'kpo00001.TIF' });
    expect(textAt(element, 'P')).toBe('next');
  });

  it('an entity nobody knows', () => {
    const { words, defects } = repaired('<p>R&D &nosuchname; AT&T</p>');
    expect(words).toBe('R&D &nosuchname; AT&T');
    expect(defects).toEqual(['unknown-entity', 'unknown-entity', 'unknown-entity']);
  });
});

describe('what cannot be read is named', () => {
  it.each([
    ['<a><b>text', 'gazette.truncated'],
    ['<a><b attr="x', 'gazette.truncated'],
    ['<a><!-- never closed', 'gazette.truncated'],
    ['<a></', 'gazette.truncated'],
    ['no markup at all', 'gazette.not-xml'],
    ['', 'gazette.not-xml'],
    ['<a>'.repeat(2000), 'gazette.too-deep'],
  ])('%#', (source, code) => {
    expect(codeOf(source)).toBe(code);
  });

  it('with the place where a truncated record ends', () => {
    expect(() => parseXml('<a><b>text')).toThrow(expect.objectContaining({ where: { offset: 10 } }));
  });
});

describe('entities that a document declares itself', () => {
  const laughs = `<!DOCTYPE a [<!ENTITY lol "lol">${Array.from({ length: 20 }, (_, n) => `<!ENTITY l${n} "${`&l${n - 1};`.repeat(10)}">`).join('')}]><a>&l19;</a>`;

  it('are never expanded', () => {
    expect(codeOf(laughs)).toBe('gazette.entity-declaration');
    expect(codeOf('<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>')).toBe(
      'gazette.entity-declaration',
    );
    expect(codeOf('<!DOCTYPE a [<!ENTITY x "y">]><a b="&x;"/>')).toBe('gazette.entity-declaration');
  });

  it('do no harm unused, and images are declared as unparsed ones', () => {
    const image = '<!DOCTYPE a [<!ENTITY i.TIF SYSTEM "i.TIF" NDATA TIF>\n<!NOTATION TIF SYSTEM "tif">]><a>x</a>';
    expect(parseXml(image).notes).toEqual([]);
    expect(parseXml('<!DOCTYPE a [<!ENTITY x "]>">]><a>x</a>').notes[0]).toMatchObject({
      defect: 'unused-entity-declaration',
    });
  });
});

const name = fc.stringMatching(/^[a-z][a-z0-9-]{0,8}$/);
const { tree } = fc.letrec<{ tree: string }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 4 },
    fc.string().map(escaped),
    fc
      .tuple(name, fc.dictionary(name, fc.string()), fc.array(tie('tree'), { maxLength: 4 }))
      .map(([tag, attributes, inner]) => {
        const written = Object.entries(attributes).map(([key, value]) => ` ${key}="${escaped(value)}"`);
        return `<${tag}${written.join('')}>${inner.join('')}</${tag}>`;
      }),
  ),
}));

function escaped(words: string): string {
  return words.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

function write(element: XmlElement): string {
  const attributes = Object.entries(element.attributes).map(([key, value]) => ` ${key}="${escaped(value)}"`);
  const inner = element.children.map((node) => (node.type === 'element' ? write(node) : escaped(node.text)));
  return `<${element.name}${attributes.join('')}>${inner.join('')}</${element.name}>`;
}

describe('any input', () => {
  it('well-formed comes back as it was written, without repairs', () => {
    fc.assert(
      fc.property(fc.array(tree, { maxLength: 5 }), (inner) => {
        const source = `<root>${inner.join('')}</root>`;
        const parsed = parseXml(source);
        expect(write(parsed.root)).toBe(source);
        expect(parsed.repairs).toBe(0);
      }),
    );
  });

  it('broken gives a tree or a named error, never anything else', () => {
    const piece = fc.oneof(
      fc.constantFrom(
        '<',
        '>',
        '</',
        '/>',
        '<a',
        '<a b="',
        "c='",
        '=',
        '"',
        '<!--',
        '-->',
        '<![CDATA[',
        ']]>',
        '<?',
        '?>',
        '&',
        ';',
        '<!DOCTYPE',
        '[',
        ']',
      ),
      fc.string({ maxLength: 6 }),
      tree,
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        expect(codeOf(pieces.join(''))).toMatch(/^(none|gazette\.[a-z-]+)$/);
      }),
      { numRuns: 500 },
    );
  });
});
