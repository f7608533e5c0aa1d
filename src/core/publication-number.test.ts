import { describe, expect, it } from 'vitest';
import { normaliseNumber, parseDocumentNumber } from './publication-number.js';

describe('normaliseNumber', () => {
  it('drops the check digits of China, which may be X', () => {
    expect(normaliseNumber('CN', '202111286633.X')).toBe('202111286633');
    expect(normaliseNumber('CN', '201410408762.5')).toBe('201410408762');
  });

  it('writes a US publication as its office does where the EPO dropped a zero', () => {
    expect(normaliseNumber('US', '2012116137')).toBe('20120116137');
    expect(normaliseNumber('US', '2012/0116137')).toBe('20120116137');
    expect(normaliseNumber('US', '12942680')).toBe('12942680');
    expect(normaliseNumber('US', '201113167395')).toBe('13167395');
  });

  it('writes PCT publications of the two-digit years with the whole year', () => {
    expect(normaliseNumber('WO', '02054790')).toBe('2002054790');
    expect(normaliseNumber('WO', 'WO0254790')).toBe('2002054790');
    expect(normaliseNumber('WO', '03/008444')).toBe('2003008444');
    expect(normaliseNumber('WO', '9961002')).toBe('1999061002');
    expect(normaliseNumber('WO', '09937368')).toBe('1999037368');
    expect(normaliseNumber('WO', '2022/259205')).toBe('2022259205');
    expect(normaliseNumber('WO', '043551')).toBe('043551');
  });

  it('writes PCT filings with office and whole year', () => {
    expect(normaliseNumber('WO', 'PCT/US98/16128')).toBe('US1998016128');
    expect(normaliseNumber('WO', 'PCT/JP2014/059529')).toBe('JP2014059529');
    expect(normaliseNumber('WO', 'JP0107711')).toBe('JP2001007711');
    expect(normaliseNumber('WO', 'IB2022055385')).toBe('IB2022055385');
  });

  it('gives Korean numbers back the kind of right that the EPO leaves off', () => {
    expect(normaliseNumber('KR', '20150096573', 'A')).toBe('1020150096573');
    expect(normaliseNumber('KR', '20150001234', 'U')).toBe('2020150001234');
    expect(normaliseNumber('KR', '101234567', 'B1')).toBe('101234567');
    expect(parseDocumentNumber('KR20150096573A')).toEqual({ country: 'KR', number: '1020150096573', kind: 'A' });
  });
});
