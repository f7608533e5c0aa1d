import { readFile } from 'node:fs/promises';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Publication } from '../../../core/index.js';
import { expectTruth, readAll } from '../../testing/truth.js';
import { countryCode } from './countries.js';
import { firstOfList, registrationNumber, yearNumber } from './numbers.js';

function publicationsOf(reads: Awaited<ReturnType<typeof readAll>>): Publication[] {
  return reads.flatMap((read) => (read.type === 'publication' ? [read.publication] : []));
}

const answer = (body: string, code = '') =>
  Buffer.from(
    `<?xml version="1.0" encoding="UTF-8"?><response><header><resultCode>${code}</resultCode><resultMsg/></header><body><items>${body}</items></body></response>`,
  );

describe('KIPO gazettes', () => {
  it.each(['kipo-a.cp949.xml', 'kipo-b.cp949.xml', 'kipo-c.xml', 'kipo-d-e.xml', 'kipo-filing.xml'])(
    '%s',
    async (name) => {
      const [read] = await expectTruth(import.meta.url, name);
      expect(read?.type).toBe('publication');
    },
  );

  it('read the same in UTF-8 as in CP949', async () => {
    const bytes = await readFile(new URL('./fixtures/kipo-b.cp949.xml', import.meta.url));
    const text = new TextDecoder('euc-kr').decode(bytes).replace('EUC-KR', 'UTF-8');
    const [old] = publicationsOf(await readAll('a.xml', bytes));
    const [current] = publicationsOf(await readAll('a.xml', Buffer.from(text)));
    expect({ ...current, sources: [] }).toEqual({ ...old, sources: [] });
  });

  it('keep a deleted claim as a number without text, and the bare first claim as claim 1', async () => {
    const bytes = await readFile(new URL('./fixtures/kipo-a.cp949.xml', import.meta.url));
    const [publication] = publicationsOf(await readAll('a.xml', bytes));
    expect(publication?.claims.map(({ number, status }) => [number, status])).toEqual([
      [1, 'active'],
      [2, 'active'],
      [3, 'cancelled'],
    ]);
    expect(publication?.description[1]?.text).toContain('펲');
  });

  it('do not take a notice of grounds for a publication', async () => {
    const [read] = await readAll('a.xml', await readFile(new URL('./fixtures/notice.xml', import.meta.url)));
    if (read?.type !== 'reject') throw new Error('not rejected');
    expect(read.error.code).toBe('gazette.not-a-publication');
    expect(read.error.toRecord('ko').message).toContain('의견제출통지서');
  });
});

describe('KIPRIS Plus answers', () => {
  it.each(['kipris-bibliography.xml', 'kipris-search.xml', 'kipris-bibliography.json'])('%s', async (name) => {
    await expectTruth(import.meta.url, name);
  });

  it('take the number from the drawing where the summary is nil', async () => {
    const bytes = answer(
      '<item><biblioSummaryInfoArray><biblioSummaryInfo xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:nil="true"/></biblioSummaryInfoArray><imagePathInfo><docName>1020190100899.jpg</docName></imagePathInfo></item>',
      '00',
    );
    expect(publicationsOf(await readAll('a.xml', bytes)).map(({ id }) => id)).toEqual(['KR1020190100899']);
  });

  it('put citing applications to what they cite, by who cited', async () => {
    const row = (code: string) =>
      `<citingInfo><StandardCitationApplicationNumber>1020150034299</StandardCitationApplicationNumber><ApplicationNumber>1020180133599</ApplicationNumber><CitationLiteratureTypeCode>${code}</CitationLiteratureTypeCode></citingInfo>`;
    const [publication, ...others] = publicationsOf(await readAll('a.xml', answer(row('E0802') + row('E0806'))));
    expect(others).toEqual([]);
    expect(publication?.id).toBe('KR1020180133599');
    expect(publication?.citations.map(({ document, citedBy }) => [document, citedBy])).toEqual([
      ['KR1020150034299', 'search-report'],
      ['KR1020150034299', 'applicant'],
    ]);
  });

  it('gather a claim history, papers, a family and classes by application', async () => {
    const rows = [
      '<amendmentHistoryDetailInfo><applicationNumber>1020180133599</applicationNumber><receiptSendSerialNumber>1</receiptSendSerialNumber><petitionclauseNumber>1</petitionclauseNumber><changeTypeCode>I</changeTypeCode><petitionclause>1. 잔.</petitionclause></amendmentHistoryDetailInfo>',
      '<amendmentHistoryDetailInfo><applicationNumber>1020180133599</applicationNumber><receiptSendSerialNumber>2</receiptSendSerialNumber><petitionclauseNumber>1</petitionclauseNumber><changeTypeCode>A</changeTypeCode><petitionclause>뚜껑이 달린 잔.</petitionclause></amendmentHistoryDetailInfo>',
      '<relateddocsonfileInfo><applicationNumber>1020180133599</applicationNumber><documentDate>20181102</documentDate><documentTitle>[특허출원]특허출원서</documentTitle><status>수리</status></relateddocsonfileInfo>',
      '<item><docdbFamilyID>61234567</docdbFamilyID><applicationNumber>1020180133599</applicationNumber><publicationCountryCode>US</publicationCountryCode><publicationNumber>2019123456</publicationNumber><publicationKindCode>A1</publicationKindCode></item>',
    ];
    const found = publicationsOf(await readAll('a.xml', answer(rows.join(''))));
    expect(new Set(found.map(({ id }) => id))).toEqual(new Set(['KR1020180133599']));
    expect(found.flatMap(({ claims }) => claims.map(({ text }) => text))).toEqual(['뚜껑이 달린 잔.']);
    expect(found.flatMap(({ legalEvents }) => legalEvents.map(({ date }) => date))).toEqual(['2018-11-02']);
    expect(found.map(({ family }) => family.simple).filter(Boolean)).toEqual(['61234567']);
    expect(found.flatMap(({ family }) => family.members)).toEqual(['US20190123456A1']);
  });

  it.each([
    [
      'trade mark papers',
      answer(
        '<relateddocsonfileInfo><applicationNumber>4020240133599</applicationNumber><documentTitle>상표등록출원서</documentTitle></relateddocsonfileInfo>',
      ),
      'trade mark',
    ],
    ['an error', answer('', '101'), 'code 101'],
    ['a list of operations', Buffer.from('{"note":"…","operations":[{"operation":"x"}]}'), 'operations'],
  ])('%s are rejected as what they are', async (_name, bytes, words) => {
    const [read, ...others] = await readAll('a', bytes);
    if (read?.type !== 'reject') throw new Error('not rejected');
    expect(others).toEqual([]);
    expect(read.error.code).toBe('gazette.not-a-publication');
    expect(read.error.message).toContain(words);
  });
});

describe('Korean numbers', () => {
  it.each([
    ['10-0866101-0000', '100866101'],
    ['1003628940000', '100362894'],
    ['1020460970000', '102046097'],
    ['10-1435371', '101435371'],
    ['KR101201787B1', '101201787'],
    ['0490308', '100490308'],
    ['KR', null],
  ])('registration %s', (printed, expected) => {
    expect(registrationNumber(printed)).toBe(expected);
  });

  it.each([
    ['10-2005-0012229', '1020050012229'],
    ['2001-0109872', '1020010109872'],
    ['KR1020190100885', '1020190100885'],
    ['10-0866101', null],
  ])('with a year: %s', (printed, expected) => {
    expect(yearNumber(printed)).toBe(expected);
  });

  it('with hyphens or without are the same', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1948, max: 2100 }), fc.integer({ min: 0, max: 9_999_999 }), (year, serial) => {
        const digits = String(serial).padStart(7, '0');
        expect(yearNumber(`10-${year}-${digits}`)).toBe(`10${year}${digits}`);
        expect(registrationNumber(`10-${digits}-0000`)).toBe(registrationNumber(`10${digits}0000`));
      }),
    );
  });

  it('of a list give the first', () => {
    expect(firstOfList('10-2123456-0000,10-2123456-0001')).toBe('10-2123456-0000');
    expect(firstOfList(' ')).toBeNull();
  });
});

describe('countries by their Korean names', () => {
  it.each([
    ['대한민국', 'KR'],
    ['미국(United States of America)', 'US'],
    ['독일', 'DE'],
    ['유럽특허청(EPO)', 'EP'],
    ['오스트레일리아', 'AU'],
    ['JP', 'JP'],
    ['없는 나라', null],
  ])('%s', (name, code) => {
    expect(countryCode(name)).toBe(code);
  });
});
