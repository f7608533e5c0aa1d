import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createTextOf, TEXT_ROLES } from './text-of.js';
import { parseXml } from './xml/parse.js';

const textOf = (source: string) => createTextOf()(parseXml(source).root);

describe('running text', () => {
  it('joins inline markup without spaces', () => {
    expect(textOf('<p>Li<sub>2</sub>CO<sub>3 </sub>is <b>a</b>\n  salt.</p>')).toBe('Li2CO3 is a salt.');
  });

  it('does not let a power run into its base', () => {
    expect(textOf('<p>10<sup>−3</sup> m<sup>2</sup> and 10<sup>6</sup></p>')).toBe('10^−3 m2 and 10^6');
  });

  it('puts steps of a claim and items of a list on lines of their own', () => {
    expect(
      textOf(
        '<claim><claim-text>A lamp: <claim-text>a base; and</claim-text> <claim-text>a bulb.</claim-text></claim-text></claim>',
      ),
    ).toBe('A lamp:\na base; and\na bulb.');
    expect(textOf('<p>x<ul><li>one</li><li>two</li></ul>y</p>')).toBe('x\none\ntwo\ny');
  });

  it('keeps the text of elements with names of objects', () => {
    expect(textOf('<p>a<constructor>b</constructor><toString>c</toString></p>')).toBe('abc');
  });

  it('takes further elements from an office', () => {
    const source = parseXml('<p><number>[0001]</number>一种<br/>电池</p>').root;
    expect(createTextOf({ ...TEXT_ROLES, number: 'skip', br: 'inline' })(source)).toBe('一种电池');
  });
});

describe('tables', () => {
  it('keep their columns where cells span or begin further right', () => {
    const source = `<p>See<tables num="00003"><table><tgroup cols="3"><colspec colname="offset"/><colspec colname="1"/><colspec colname="2"/>
      <thead><row><entry/><entry namest="1" nameend="2">Both</entry></row></thead>
      <tbody><row><entry colname="2">last</entry></row><row><entry>a</entry><entry>b
 c</entry><entry>d</entry></row><row><entry namest="offset" nameend="2"/></row></tbody></tgroup></table></tables>end</p>`;
    expect(textOf(source)).toBe('See\n[TABLE 3]\n\tBoth\n\t\tlast\na\tb c\td\n[/TABLE]\nend');
  });

  it('set as an image stand in their place', () => {
    expect(textOf('<p><tables num="1"><img file="t1.tif"/></tables></p>')).toBe('[TABLE 1]\n[IMAGE t1.tif]\n[/TABLE]');
  });

  it('of HTML are read too', () => {
    expect(textOf('<p><table><tr><td colspan="2">a</td><td>b</td></tr></table></p>')).toBe(
      '[TABLE 1]\na\t\tb\n[/TABLE]',
    );
  });
});

describe('formulas', () => {
  it('give MathML in one line', () => {
    const fraction =
      '<math><mi>V</mi><mo>=</mo><mfrac><msub><mi>R</mi><mn>2</mn></msub><mrow><mi>a</mi><mo>+</mo><mi>b</mi></mrow></mfrac></math>';
    expect(textOf(`<p>is <maths num="00002">${fraction}</maths>.</p>`)).toBe('is [MATH 2: V=(R_2)/(a+b)].');
  });

  it('without text give the file that shows them, and are counted', () => {
    expect(
      textOf(
        '<p><maths><img file="m.tif"/></maths><chemistry id="CHEM-US-00007"><img file="c.tif"/></chemistry><maths/></p>',
      ),
    ).toBe('[MATH 1: m.tif][CHEM 7: c.tif][MATH 2]');
  });

  it('count on through a document', () => {
    const inDocument = createTextOf();
    const formula = parseXml('<p><maths><mi>x</mi></maths></p>').root;
    expect([inDocument(formula), inDocument(formula)]).toEqual(['[MATH 1: x]', '[MATH 2: x]']);
  });
});

it('is tidy whatever the white space', () => {
  const blank = fc.stringMatching(/^[ \t\n\r]{0,4}$/);
  const word = fc.oneof(
    blank,
    fc.stringMatching(/^[a-z]{1,5}$/),
    fc.constantFrom('<b>x</b>', '<br/>', '<li> y </li>', '<sub> 2 </sub>'),
  );
  fc.assert(
    fc.property(fc.array(word, { maxLength: 20 }), (words) => {
      const text = textOf(`<p>${words.join('')}</p>`);
      expect(text).toBe(text.trim());
      expect(text).not.toMatch(/ {2}|\n\n| \n|\n |\t/);
    }),
  );
});
