import fc from 'fast-check';
import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { SimsaError } from '../core/index.js';
import { readApplication, readDocument } from './read-application.js';
import { file } from './testing/made-up.js';
import { zipOf } from './testing/zip.js';

const KOREAN = `【발명의 명칭】
접이식 자전거
【출원일】
2021-03-05
【요약】
접을 때 바퀴가 모이는 자전거를 제공한다.
【청구범위】
【청구항 1】
프레임; 및
상기 프레임에 힌지로 결합된 바퀴를 포함하는 자전거.
【청구항 2】
제1항에 있어서, 상기 힌지는 잠금쇠를 갖는 자전거.
【발명의 설명】
【기술분야】
【0001】 본 발명은 접이식 자전거에 관한 것이다.
【배경기술】
【0002】 종래의 자전거는 접히지 않는다.
보관이 어렵다.
【대표도】
도 1
`;

describe('plain text with headings', () => {
  it('reads a Korean application', async () => {
    const application = await readApplication(file(KOREAN));
    expect(application).toMatchObject({
      title: '접이식 자전거',
      language: 'ko',
      abstract: '접을 때 바퀴가 모이는 자전거를 제공한다.',
      effectiveDate: '2021-03-05',
      publication: null,
    });
    expect(application.claims.map(({ number, text }) => [number, text.slice(0, 9)])).toEqual([
      [1, '프레임; 및\n상기'],
      [2, '제1항에 있어서,'],
    ]);
    expect(application.description.map(({ label, section, kind }) => [label, section, kind])).toEqual([
      ['#1', 'technical-field', 'heading'],
      ['0001', 'technical-field', 'text'],
      ['#3', 'background', 'heading'],
      ['0002', 'background', 'text'],
      ['#5', 'background', 'text'],
    ]);
  });

  it('reads Markdown in English', async () => {
    const application = await readApplication(
      file(
        '# Folding bicycle\n\n## Abstract\nA bicycle that folds.\n\n## Claims\n1. A bicycle comprising a frame; and a wheel.\n2. The bicycle of claim 1, wherein the wheel is small.\n\n## Background\nBicycles are long.\n',
      ),
    );
    expect(application).toMatchObject({ title: 'Folding bicycle', language: 'en', abstract: 'A bicycle that folds.' });
    expect(application.claims.map(({ number }) => number)).toEqual([1, 2]);
    expect(application.description.at(-1)).toMatchObject({ section: 'background', text: 'Bicycles are long.' });
  });

  it('reads labels on one line', async () => {
    const application = await readApplication(
      file('Title: Folding bicycle\nFiling date: 2020-02-01\nClaims:\n1. A bicycle.\nDescription:\nIt folds.'),
    );
    expect(application).toMatchObject({ title: 'Folding bicycle', effectiveDate: '2020-02-01' });
  });

  it('reads claims that were pasted without any heading', async () => {
    const numbered = await readApplication(file('1. A bicycle comprising a frame.\n2. The bicycle of claim 1.'));
    expect(numbered.claims).toHaveLength(2);
    const single = await readApplication(file('프레임; 및 바퀴를 포함하는 자전거.'));
    expect(single.claims).toMatchObject([{ number: 1, text: '프레임; 및 바퀴를 포함하는 자전거.' }]);
  });

  it('reads CP949 and UTF-16', async () => {
    for (const encoding of ['cp949', 'utf16le']) {
      const bytes = iconv.encode(KOREAN, encoding, { addBOM: encoding === 'utf16le' });
      expect((await readApplication({ name: 'a.txt', bytes })).title).toBe('접이식 자전거');
    }
  });
});

describe('other forms', () => {
  it('reads our own JSON', async () => {
    const json = {
      title: 'Bicycle',
      claims: ['1. A bicycle.', { number: 2, text: 'The bicycle of claim 1.' }],
      description: ['It folds.'],
      effectiveDate: '2020-01-02',
    };
    expect(await readApplication(file(JSON.stringify(json), 'a.json'))).toMatchObject({
      title: 'Bicycle',
      language: 'en',
      effectiveDate: '2020-01-02',
      claims: [
        { number: 1, text: 'A bicycle.' },
        { number: 2, text: 'The bicycle of claim 1.' },
      ],
      description: [{ label: '#1', text: 'It folds.' }],
    });
  });

  it('reads the paragraphs of a DOCX', async () => {
    const paragraphs = KOREAN.split('\n').map(
      (line) => `<w:p><w:r><w:t xml:space="preserve">${line}</w:t></w:r></w:p>`,
    );
    const xml = `<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="w"><w:body>${paragraphs.join('')}</w:body></w:document>`;
    const bytes = zipOf({ '[Content_Types].xml': '<Types/>', 'word/document.xml': xml });
    const application = await readApplication({ name: 'a.docx', bytes });
    expect(application.title).toBe('접이식 자전거');
    expect(application.claims).toHaveLength(2);
  });

  it('leaves claims out of what only is to be classified', async () => {
    const document = await readDocument(file('접이식 자전거에 관한 것이다. 바퀴가 모인다.'));
    expect(document.claims).toEqual([]);
    expect(document.description.map(({ text }) => text).join(' ')).toContain('바퀴가 모인다');
  });
});

describe('bad input is named', () => {
  it.each<[string, string | Uint8Array, string]>([
    ['empty', '', 'examine.no-text'],
    ['white space', ' \n\t', 'examine.no-text'],
    ['text without claims', 'Title: A\nDescription:\nIt folds. It is small.', 'examine.no-claims'],
    ['PDF', '%PDF-1.7 …', 'examine.not-an-application'],
    ['bytes', Uint8Array.from({ length: 4000 }, (_, index) => (index * 7919) % 256), 'examine.not-an-application'],
    ['bad JSON fields', '{"title": 3, "claims": []}', 'examine.bad-json'],
  ])('%s', async (_, content, code) => {
    const bytes = typeof content === 'string' ? new Uint8Array(Buffer.from(content)) : content;
    const error = await readApplication({ name: 'x', bytes }).catch((thrown) => thrown);
    expect(error).toBeInstanceOf(SimsaError);
    expect(error.code).toBe(code);
    expect(error.where.file).toBe('x');
  });
});

it('gives an application or a named error for any text', async () => {
  const line = fc.oneof(
    fc.constantFrom(
      '【청구범위】',
      '【청구항 1】',
      '# Claims',
      '1. A device.',
      '【0001】 글',
      'Title: x',
      '{"claims":',
      '<?xml',
      '[',
      '**요약**',
    ),
    fc.string({ unit: 'binary', maxLength: 20 }),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(line, { maxLength: 8 }), async (lines) => {
      const result = await readApplication(file(lines.join('\n'))).catch((thrown) => thrown);
      if (result instanceof Error) expect(result).toBeInstanceOf(SimsaError);
      else expect(result.claims.length).toBeGreaterThan(0);
    }),
    { numRuns: 300 },
  );
});
