import fc from 'fast-check';
import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { decodeText } from './encoding.js';

const SYLLABLES = '똠방각하 펲시';

describe('declared encodings', () => {
  it.each([
    ['EUC-KR', 'cp949', SYLLABLES],
    ['euc-kr', 'cp949', SYLLABLES],
    ['KS_C_5601-1987', 'cp949', SYLLABLES],
    ['EUC-JP', 'euc-jp', '請求項１に記載の電池'],
    ['Shift_JIS', 'shift_jis', '請求項１に記載の電池'],
    ['GB2312', 'gb18030', '根据权利要求1所述'],
    ['GB18030', 'gb18030', '根据权利要求1所述㐀'],
    ['windows-1252', 'windows-1252', 'Müller “Österreich”'],
    ['windows-1251', 'windows-1251', 'Патент'],
    ['UTF-8', 'utf8', `${SYLLABLES} 請求項`],
  ])('%s is read as %s', (declared, encoding, words) => {
    const source = `<?xml version="1.0" encoding="${declared}"?><p>${words}</p>`;
    expect(decodeText(iconv.encode(source, encoding)).text).toBe(source);
  });

  it.each(['utf-16le', 'utf-16be', 'utf8'])('%s is told by its byte order mark', (encoding) => {
    const source = `<p>${SYLLABLES}</p>`;
    expect(decodeText(iconv.encode(source, encoding, { addBOM: true })).text).toBe(source);
  });

  it('of the file counts for a record cut from it', () => {
    expect(decodeText(iconv.encode('<p>請求項</p>', 'euc-jp'), 'euc-jp').text).toBe('<p>請求項</p>');
  });
});

describe('wrong or missing declarations', () => {
  it('undeclared Korean is read in CP949', () => {
    expect(decodeText(iconv.encode(`<p>${SYLLABLES}</p>`, 'cp949'))).toEqual({
      text: `<p>${SYLLABLES}</p>`,
      encoding: 'cp949',
    });
  });

  it('UTF-8 under another name is still read right', () => {
    const source = `<?xml version="1.0" encoding="EUC-KR"?><p>${SYLLABLES}</p>`;
    expect(decodeText(Buffer.from(source)).text).toBe(source);
  });

  it('a syllable that is a letter in UTF-8 by accident is read as declared', () => {
    const source = '<?xml version="1.0" encoding="EUC-KR"?><p>챰 </p>';
    expect(decodeText(iconv.encode(source, 'cp949')).text).toBe(source);
  });

  it('bytes that are not what they say are refused with their place', () => {
    const source = Buffer.concat([
      Buffer.from('<?xml version="1.0" encoding="UTF-8"?><p>'),
      iconv.encode(SYLLABLES, 'cp949'),
    ]);
    expect(() => decodeText(source)).toThrow(
      expect.objectContaining({ code: 'gazette.wrong-encoding', where: { offset: 41 } }),
    );
  });

  it('an encoding nobody knows is named', () => {
    const source = Buffer.concat([Buffer.from('<?xml version="1.0" encoding="x-mine"?><p>'), Buffer.from([0xe9])]);
    expect(() => decodeText(source)).toThrow(expect.objectContaining({ code: 'gazette.unknown-encoding' }));
  });
});

it('any Korean text survives CP949 and UTF-8, declared or not', () => {
  const korean = fc.stringMatching(/^[가-힣a-z ]{1,40}$/);
  fc.assert(
    fc.property(korean, fc.constantFrom('cp949', 'utf8'), (words, encoding) => {
      const source = `<p>본 발명은 ${words}</p>`;
      expect(decodeText(iconv.encode(source, encoding)).text).toBe(source);
    }),
  );
});
