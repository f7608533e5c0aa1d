import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createTextOf } from '../../text-of.js';
import { parseXml } from '../../xml/parse.js';
import { withoutHardBreaks } from './hard-breaks.js';

const read = (xml: string) => withoutHardBreaks(createTextOf())(parseXml(`<p>${xml}</p>`).root);

describe('withoutHardBreaks', () => {
  it('joins Chinese lines without space, also inside a word', () => {
    expect(read('将粉末与水\n\t\t<br />按1:5配制，接种长\n\t\t<br />孢酵母。\n\t\t<br />')).toBe(
      '将粉末与水按1:5配制，接种长孢酵母。',
    );
    expect(read('马来酸盐的制\n\t\t造方法。')).toBe('马来酸盐的制造方法。');
  });

  it('keeps a space between Latin words and the spaces of the line', () => {
    expect(read('Saccharomyces\n<br/>cerevisiae 25 ℃')).toBe('Saccharomyces cerevisiae 25 ℃');
  });

  it('keeps steps and rows on lines of their own', () => {
    expect(read('<claim-text>一种锅，\n包括：</claim-text><claim-text>盖。</claim-text>')).toBe('一种锅，包括：\n盖。');
    expect(read('<table><row><entry>序\n号</entry><entry>1\n</entry></row></table>')).toBe(
      '[TABLE 1]\n序号\t1\n[/TABLE]',
    );
  });

  it('loses no sign of the text wherever its lines end', () => {
    const sign = fc.constantFrom(...'一种锅包括盖和壁');
    fc.assert(
      fc.property(
        fc.array(fc.tuple(sign, fc.constantFrom('', '\n', '<br/>', '\n\t<br/>\n')), { minLength: 1 }),
        (parts) => {
          expect(read(parts.flat().join(''))).toBe(parts.map(([letter]) => letter).join(''));
        },
      ),
    );
  });
});
