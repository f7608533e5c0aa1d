import { describe, expect, it } from 'vitest';
import type { Publication } from '../../../core/index.js';
import { expectTruth, readAll } from '../../testing/truth.js';
import type { Read } from '../../types.js';

async function readLines(...records: readonly unknown[]): Promise<Read[]> {
  return readAll('records.jsonl', Buffer.from(`${records.map((record) => JSON.stringify(record)).join('\n')}\n`));
}

async function readOne(record: unknown): Promise<Publication> {
  const [read] = await readLines(record);
  if (read?.type !== 'publication') throw new Error(`rejected: ${read?.error.message}`);
  return read.publication;
}

describe('Korean records', () => {
  it('read as their truth says, every shape by its fields', async () => {
    const reads = await expectTruth(import.meta.url, 'korean.jsonl');
    expect(reads.filter(({ type }) => type === 'reject')).toHaveLength(1);
  });

  it('are keyed by application, and keep the kinds of number apart', async () => {
    const { id, kind, numbers } = await readOne({
      applicationNumber: '1020180114808',
      publicationNumber: '10-2018-0110653',
      registrationNumber: '10-2046097-0000',
      title_ko: '링',
    });
    expect(id).toBe('KR1020180114808');
    expect(kind).toBeNull();
    // 2046 could be a year, but a registration has none.
    expect(numbers).toEqual({ application: '1020180114808', publication: '1020180110653', registration: '102046097' });
  });

  it('know the years that numbers name, save for entries from the PCT', async () => {
    const domestic = await readOne({
      applicationNumber: '1020180012345',
      publicationNumber: '10-2019-0087654',
      title_ko: '잔',
    });
    expect(domestic.dates).toMatchObject({ filed: '2018', published: '2019' });
    const entered = await readOne({ applicationNumber: '1020187012345', title_ko: '잔' });
    expect(entered.dates.filed).toBeNull();
  });

  it('without any number get the same made key each time, which no office would write', async () => {
    const first = await readOne({ abstract_ko: '번호가 없다.', status: '거절' });
    const again = await readOne({ abstract_ko: '번호가 없다.', status: '거절' });
    expect(first.id).toMatch(/^KR-X[0-9a-f]{12}$/);
    expect(again.id).toBe(first.id);
    expect(first.numbers).toEqual({ application: null, publication: null, registration: null });
  });

  it('carry claims over the papers that leave them alone', async () => {
    const change = (n: number, kind: string, text?: string) => ({ n, change: kind, refers: [], text });
    const { claims, claimVersions } = await readOne({
      applicationNumber: '1020180012345',
      title_ko: '잔',
      claimVersions: [
        {
          version: 1,
          date: '20180101',
          document: '출원서',
          claims: [change(1, '신규', '잔.'), change(2, '신규', '제1항의 잔.')],
        },
        {
          version: 2,
          date: '20190101',
          document: '보정서',
          claims: [change(1, '삭제', ''), change(3, '신규', '뚜껑.')],
        },
        { version: 3, date: '20190601', document: '보정서', claims: [change(2, '수정')] },
      ],
    });
    expect(claims.map(({ number, status, text }) => [number, status, text])).toEqual([
      [1, 'cancelled', ''],
      [2, 'active', '제1항의 잔.'],
      [3, 'active', '뚜껑.'],
    ]);
    expect(claimVersions[1]?.claims.map(({ number, change }) => [number, change])).toEqual([
      [1, '삭제'],
      [2, null],
      [3, '신규'],
    ]);
    expect(claimVersions.at(-1)?.claims.map(({ text }) => text)).toEqual(claims.map(({ text }) => text));
  });

  it('do not take the quantity a claim begins with for its number', async () => {
    const { claims } = await readOne({
      applicationNumber: '1020180012345',
      title_ko: '잔',
      claims: [
        { n: 1, text: '1 이상의 활성 성분을 포함하는 조성물.' },
        { n: 2, text: '2. 제1항에 있어서, 분말인 조성물.' },
      ],
    });
    expect(claims.map(({ text }) => text)).toEqual([
      '1 이상의 활성 성분을 포함하는 조성물.',
      '제1항에 있어서, 분말인 조성물.',
    ]);
  });

  it('split sections at sentence ends, and heal a sentence that a page break cut', async () => {
    const { description } = await readOne({
      applicationNumber: '1020180012345',
      title_ko: '잔',
      description: { embodiments: ['뚜껑은 본', '발명의 일부이다.', '끝이다.'], technicalField: ['잔에 관한 것이다.'] },
    });
    expect(description.map(({ label, origin, section, text }) => [label, origin, section, text])).toEqual([
      ['#1', 'split', 'technical-field', '잔에 관한 것이다.'],
      ['#2', 'split', 'embodiments', '뚜껑은 본 발명의 일부이다.'],
      ['#3', 'split', 'embodiments', '끝이다.'],
    ]);
  });

  it('match cited numbers by kind', async () => {
    const { citations } = await readOne({
      applicationNumber: '1020180012345',
      title_ko: '잔',
      citations: ['KR10-2012-0038572', 'KR10-1926640', 'KR20-2010-0008378', { document: 'US8672134 B2', by: 'search' }],
    });
    expect(citations.map(({ document, citedBy }) => [document, citedBy])).toEqual([
      ['KR1020120038572A', 'applicant'],
      ['KR101926640B1', 'applicant'],
      ['KR2020100008378U', 'applicant'],
      ['US8672134B2', 'search-report'],
    ]);
  });

  it('name the field that is not as it should be, and go on', async () => {
    const [bad, good] = await readLines(
      { applicationNumber: '1020180012345', title_ko: '잔', ipc: 'A47G' },
      { applicationNumber: '1020180012346', title_ko: '잔' },
    );
    expect(bad).toMatchObject({ type: 'reject', error: { code: 'gazette.bad-field', details: { field: 'ipc' } } });
    expect(good).toMatchObject({ type: 'publication' });
  });
});

describe('claims set against cited applications', () => {
  it('of several applications at once keep the citations only', async () => {
    const reads = await readLines({
      applicationNumber: '1020227014501',
      citedApplicationNumber: '10202101550451020140004427',
      claim: '장치',
      citedClaims: [
        { n: 1, text: '카메라.' },
        { n: 1, text: '화면.' },
      ],
    });
    expect(reads).toHaveLength(1);
    expect(reads[0]).toMatchObject({
      publication: { claims: [], citations: [{ document: 'KR1020210155045' }, { document: 'KR1020140004427' }] },
    });
  });
});

describe('notices and decisions', () => {
  it('are rejected as what they are', async () => {
    const [read] = await readLines({
      applicationNumber: '1020100032661',
      document: '거절결정서',
      dispatchNumber: '9',
      text: '…',
    });
    if (read?.type !== 'reject') throw new Error('not rejected');
    expect(read.error.code).toBe('gazette.not-a-publication');
    expect(read.error.message).toContain('decision of refusal');
    expect(read.error.toRecord('ko').message).toContain('거절결정서');
  });
});

describe('US records', () => {
  it('read as their truth says', async () => {
    await expectTruth(import.meta.url, 'american.jsonl');
  });

  it('take the letter of a kind code that was left out from the series', async () => {
    const ids = async (number: string) => (await readOne({ number, country: 'US', cpc: [] })).id;
    expect(await ids('US7658611')).toBe('US7658611B');
    expect(await ids('US4036012')).toBe('US4036012A');
    expect(await ids('US20130210636')).toBe('US20130210636A');
    expect(await ids('USH0001234')).toBe('USH1234H');
  });

  it('give cancelled ranges their numbers back, and unnumbered claims the next one', async () => {
    const { claims } = await readOne({
      number: 'US20240051338A1',
      country: 'US',
      cpc: [],
      claims: ['1 - 2 . (canceled)', 'a tread portion', '4 . The tyre of claim 3', '5. (canceled)'],
    });
    expect(claims.map(({ number, status }) => [number, status])).toEqual([
      [1, 'cancelled'],
      [2, 'cancelled'],
      [3, 'active'],
      [4, 'active'],
      [5, 'cancelled'],
    ]);
  });
});

describe('our own form', () => {
  it('comes back as it was printed, with the file added to its sources', async () => {
    const printed = await readOne({
      applicationNumber: '1020180012345',
      title_ko: '잔',
      claims: [{ n: 1, text: '잔.' }],
    });
    const read = await readOne(printed);
    expect({ ...read, sources: [] }).toEqual({ ...printed, sources: [] });
    expect(read.sources.map(({ format }) => format)).toEqual(['korean-record-json', 'simsa-json']);
  });

  it('names line and field of a fault', async () => {
    const printed = await readOne({ applicationNumber: '1020180012345', title_ko: '잔' });
    const [, bad] = await readLines(printed, {
      ...printed,
      claims: [{ number: '1', text: '', status: 'active', refersTo: [] }],
    });
    expect(bad).toMatchObject({
      type: 'reject',
      error: { code: 'gazette.bad-field', details: { field: 'claims.0.number' } },
      where: { line: 2, record: 2 },
    });
  });
});
