import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SimsaError } from '../../core/index.js';
import { printQuery } from './ast.js';
import { parseQuery } from './parser.js';
import { isPastedText } from './pasted-text.js';

const understood = (query: string) => printQuery(parseQuery(query));

describe('parseQuery', () => {
  it.each([
    ['리튬 이온 전지', '리튬 이온 전지'],
    ['search and rescue', 'search and rescue'],
    ['a AND b OR c', '(a AND b) OR c'],
    ['a b OR c', '(a b) OR c'],
    ['a AND (b OR c) NOT d', 'a AND (b OR c) AND NOT d'],
    ['NOT a', 'NOT a'],
    ['"무선 충전" 코일', '"무선 충전" 코일'],
    ['전지 NEAR/3 양극', '전지 NEAR/3 양극'],
    ['"a b" ADJ/2 (c OR d)', '"a b" ADJ/2 (c OR d)'],
    ['전지*', '전지*'],
    ['ti:전지 cl:"양극 활물질"', 'ti:전지 cl:"양극 활물질"'],
    ['ti:(a OR b)', 'ti:a OR ti:b'],
    ['발명의명칭:전지', 'ti:전지'],
    ['TL=[전지*양극]', 'ti:전지 AND ti:양극'],
    ['AP=[삼성전자]*IPC=[H01M]', 'pa:삼성전자 AND ipc:H01M'],
    ['전지+배터리', '전지 OR 배터리'],
    ['전지^2양극', '전지 NEAR/2 양극'],
    ['전지*!배터리', '전지 AND NOT 배터리'],
    ['C++ Li+', 'C++ Li+'],
    ['분리막 -다공성', '분리막 AND NOT 다공성'],
    ['분리막 -다공성 필름', '분리막 AND NOT 다공성 AND 필름'],
    ['a -"b c" OR d', '(a AND NOT "b c") OR d'],
    ['e-mail -10℃ 5 - 7', 'e-mail -10℃ 5 - 7'],
    ['https://example.org/a 비고: 없음', 'https://example.org/a 비고 없음'],
  ])('reads %s', (query, expected) => {
    expect(understood(query)).toBe(expected);
  });

  it.each([
    ['H01M', 'ic:H01M'],
    ['H01M 10/05', 'ic:"H01M 10/05"'],
    ['h01m10/0525', 'ic:"H01M 10/0525"'],
    ['ipc:H01M 10/05 전지', 'ipc:"H01M 10/05" 전지'],
    ['cpc:"H01M 10"', 'cpc:"H01M 10/00"'],
    ['10-2019-0100885', 'pn:KR1020190100885'],
    ['1020190100885', 'pn:KR1020190100885'],
    ['KR101234567 B1', 'pn:KR101234567B1'],
    ['US8672134B2', 'pn:US8672134B2'],
    ['US 8,672,134 B2', 'pn:US8672134B2'],
    ['WO 2022/259205 A1 전지', 'pn:WO2022259205A1 전지'],
    ['제10-0866101호', 'pn:KR100866101'],
    ['공개특허 10-2022-9900011', 'pn:KR1020229900011'],
    ['등록번호 10-9900013', 'pn:KR109900013'],
    ['등록특허 제10-0866101호 전지', 'pn:KR100866101 전지'],
    ['공개 특허', '공개 특허'],
    ['2022-09-08', 'date:2022-09-08..2022-09-08'],
    ['2022.9.8', 'date:2022-09-08..2022-09-08'],
    ['2022-13-08', '2022-13-08'],
    ['2015..2019', 'date:2015..2019'],
    ['2015-03..', 'date:2015-03..'],
    ['..2010.05.01', 'date:..2010-05-01'],
    ['2015~2019', 'date:2015..2019'],
    ['2019..2015', 'date:2015..2019'],
    ['pd:2019', 'pd:2019..2019'],
    ['출원일:>=2019', 'ad:2019..'],
    ['AD=[20190101~20191231]', 'ad:2019-01-01..2019-12-31'],
    ['co:KR st:등록', 'co:KR st:등록'],
  ])('understands %s as searchers of the field do', (query, expected) => {
    expect(understood(query)).toBe(expected);
  });

  it.each(['LM317', 'CR2032', 'DC12V', 'IP67', '25℃', '2019', 'A4', 'e-mail', 'US 2019'])(
    'leaves %s a word',
    (query) => {
      expect(understood(query)).toBe(query);
    },
  );

  it.each([
    ['', 'search.empty-query', {}],
    [' ,. ', 'search.empty-query', {}],
    ['foo "bar', 'search.open-quote', { position: 5 }],
    ['a (b OR c', 'search.open-parenthesis', { position: 3 }],
    ['a (', 'search.open-parenthesis', { position: 3 }],
    ['a) b', 'search.stray-parenthesis', { position: 2 }],
    ['(a]', 'search.open-parenthesis', { position: 1 }],
    ['AND a', 'search.missing-operand', { operator: 'AND', position: 1 }],
    ['a OR', 'search.missing-operand', { operator: 'OR', position: 3 }],
    ['a AND OR b', 'search.missing-operand', { operator: 'AND', position: 3 }],
    ['a foo:bar', 'search.unknown-field', { field: 'foo', position: 3 }],
    ['발명가:김', 'search.unknown-field', { field: '발명가', position: 1 }],
    ['ti:', 'search.missing-operand', { position: 1 }],
    ['a NEAR/500 b', 'search.bad-near', { position: 3 }],
    ['a NEAR/3 H01M', 'search.bad-near', { position: 3 }],
    ['pd:soon', 'search.bad-date', { text: 'soon', position: 4 }],
    ['ipc:battery', 'search.bad-class', { text: 'battery', position: 5 }],
  ])('says what is wrong with %j and where', (query, code, details) => {
    expect(() => parseQuery(query)).toThrow(
      expect.objectContaining({ code, details: expect.objectContaining(details) }),
    );
  });

  it('either understands a query or names what is wrong with it', () => {
    const pieces = fc.constantFrom(
      'a',
      '전지',
      '"',
      '(',
      ')',
      'AND',
      'OR',
      'NOT',
      'NEAR/3',
      'ti:',
      'ipc:',
      'H01M',
      '10/05',
      '*',
      '+',
      '!',
      '^2',
      ' ',
      ' ',
      '2015..2019',
      'US',
      '8,672,134',
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 12 }), (parts) => {
        try {
          understood(parts.join(''));
        } catch (error) {
          expect(error).toBeInstanceOf(SimsaError);
        }
      }),
      { numRuns: 2000 },
    );
  });

  it('understands what it printed as the same thing', () => {
    const word = fc.constantFrom('a', '전지', '"무선 충전"', 'ti:전지', 'H01M', '2015..2019', 'pa:삼성', '전지*');
    const pieces = fc.array(fc.tuple(word, fc.constantFrom(' ', ' AND ', ' OR ', ' NOT ')), {
      minLength: 1,
      maxLength: 6,
    });
    fc.assert(
      fc.property(pieces, (parts) => {
        const once = understood(parts.map(([text, operator], index) => (index === 0 ? '' : operator) + text).join(''));
        expect(understood(once.replaceAll('date:', ''))).toBe(once);
      }),
    );
  });

  it('does not fall over nested brackets', () => {
    expect(() => parseQuery('('.repeat(5000))).toThrow(expect.objectContaining({ code: 'search.open-parenthesis' }));
  });
});

describe('isPastedText', () => {
  const claim =
    '입사하는 적외선 양에 대응하는 전기적 신호를 출력하는 복수의 셀을 포함하는 매트릭스 센서(10) 및 반사경 1)을 포함하는 차량용 온도감지장치에 있어서, ';

  it('takes a claim for text, brackets and all', () => {
    expect(isPastedText(claim.repeat(3))).toBe(true);
    expect(isPastedText('a'.repeat(100_000))).toBe(true);
  });

  it('takes what has operators for a query, however long', () => {
    expect(isPastedText(`(${'전지 OR '.repeat(60)}양극) AND H01M`)).toBe(false);
    expect(isPastedText('리튬 이온 전지')).toBe(false);
  });
});
