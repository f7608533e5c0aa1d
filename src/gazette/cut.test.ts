import fc from 'fast-check';
import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { type CutOptions, cutRecords } from './cut.js';
import type { Cut } from './types.js';

/** Cuts bytes that arrive in pieces of a size. */
async function cut(bytes: Buffer | string, options: CutOptions & { chunk?: number } = {}): Promise<Cut[]> {
  const whole = Buffer.from(bytes as string);
  const { chunk = whole.length } = options;
  async function* open() {
    for (let from = 0; from < whole.length; from += chunk) yield whole.subarray(from, from + chunk);
  }
  const cuts: Cut[] = [];
  for await (const one of cutRecords({ name: 'f', size: whole.length, open }, options)) cuts.push(one);
  return cuts;
}

/** Each record as `format@offset`, each reject as `code@offset`. */
function outline(cuts: readonly Cut[]): string[] {
  return cuts.map((one) =>
    one.type === 'record' ? `${one.record.format}@${one.record.place.offset}` : `${one.error.code}@${one.where.offset}`,
  );
}

const textOf = (one: Cut | undefined) => (one?.type === 'record' ? Buffer.from(one.record.bytes).toString() : null);

const GRANT = '<us-patent-grant lang="EN"><a>x</a></us-patent-grant>';
const DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n';
const DOCTYPE = '<!DOCTYPE us-patent-grant SYSTEM "us.dtd" [\n<!ENTITY a ">"> <!-- it\'s > --> ]>\n';

describe('files of several XML documents', () => {
  it('are cut at each declaration', async () => {
    const one = DECLARATION + DOCTYPE + GRANT;
    const cuts = await cut(`${one}\n\n${one}\n`);
    expect(outline(cuts)).toEqual(['uspto-grant-xml@0', `uspto-grant-xml@${one.length + 2}`]);
    expect(cuts.map(textOf)).toEqual([one, one]);
  });

  it('are cut without declarations too, on one line or with DOCTYPE alone', async () => {
    expect(outline(await cut(GRANT + GRANT))).toHaveLength(2);
    expect((await cut(`${DOCTYPE}${GRANT}\n${DOCTYPE}${GRANT}`)).map(textOf)).toEqual(
      [DOCTYPE + GRANT, DOCTYPE + GRANT].map((each) => each.trim()),
    );
  });

  it('may be of several formats', async () => {
    const application = '<us-patent-application/>';
    expect(outline(await cut(`${GRANT}\n${application}\n<unheard-of/>`))).toEqual([
      'uspto-grant-xml@0',
      'uspto-application-xml@54',
      'gazette.unknown-format@79',
    ]);
  });

  it('keep a sequence part with the grant before it', async () => {
    const whole = `${DECLARATION}${GRANT}\n${DECLARATION}<!DOCTYPE sequence-cwu>\n<sequence-cwu id="S">atg</sequence-cwu>`;
    const cuts = await cut(`${whole}\n${DECLARATION}${GRANT}`);
    expect(cuts.map(textOf)).toEqual([whole, DECLARATION + GRANT]);
  });

  it('lose only the record that is truncated', async () => {
    const broken = `${DECLARATION}<us-patent-grant><a>cut off he`;
    const cuts = await cut(`${DECLARATION}${GRANT}\n${broken}\n${DECLARATION}${GRANT}\n`);
    expect(cuts.map(textOf)).toEqual([DECLARATION + GRANT, broken, DECLARATION + GRANT]);
  });

  it('skip a record above the limit by name and go on', async () => {
    const large = `<us-patent-grant>${'x'.repeat(5000)}</us-patent-grant>`;
    const cuts = await cut(`${GRANT}\n${large}\n${GRANT}\n`, { recordLimit: 1000, chunk: 100 });
    expect(outline(cuts)).toEqual([
      'uspto-grant-xml@0',
      'gazette.too-large@54',
      `uspto-grant-xml@${54 + large.length + 1}`,
    ]);
  });

  it('of which the last is above the limit', async () => {
    const cuts = await cut(`${GRANT}\n<us-patent-grant>${'x'.repeat(5000)}`, { recordLimit: 1000, chunk: 100 });
    expect(outline(cuts)).toEqual(['uspto-grant-xml@0', 'gazette.too-large@54']);
  });
});

it.each(['utf-16le', 'utf-16be'])('a file in %s is one record, whatever its size', async (encoding) => {
  const bytes = iconv.encode(DECLARATION.replace('UTF-8', 'UTF-16') + GRANT, encoding, { addBOM: true });
  const cuts = await cut(bytes, { chunk: 7 });
  expect(outline(cuts)).toEqual(['uspto-grant-xml@0']);
  expect(cuts[0]).toMatchObject({ record: { bytes } });
});

describe('roots that only hold records', () => {
  const record = (n: number) => `<exch:exchange-document country="EP" doc-number="${n}" kind="A1"/>`;

  it('are cut into their records', async () => {
    const cuts = await cut(
      `${DECLARATION}<exch:exchange-documents xmlns:exch="x">\n${record(1)}\n${record(2)}\n</exch:exchange-documents>\n`,
    );
    expect(cuts.map(textOf)).toEqual([record(1), record(2)]);
  });

  it('hand their encoding on', async () => {
    const [first] = await cut(
      `<?xml version="1.0" encoding="EUC-JP"?><patent-documents><patent-document><x/></patent-document></patent-documents>`,
    );
    expect(first).toMatchObject({ type: 'record', record: { encoding: 'euc-jp' } });
  });
});

describe('lines', () => {
  it('of JSON are records each, blank ones are not', async () => {
    const line = '{"publication_number":"US-1-A","title_localized":[]}';
    const cuts = await cut(`${line}\n\n${line}\r\n${line}`);
    expect(cuts.map(textOf)).toEqual([line, line, line]);
    expect(cuts.map((one) => one.type === 'record' && one.record.place.offset)).toEqual([
      0,
      line.length + 2,
      2 * line.length + 4,
    ]);
  });

  it('stay lines when the first one is damaged', async () => {
    const damaged = `{"title_ko":"전\0지"}`;
    const rest = ['\0'.repeat(9), '{"title_ko":"전지"}'].join('\n');
    const cuts = await cut(`${damaged}\n${rest}\n`);
    expect(cuts.map(textOf)).toContain('{"title_ko":"전지"}');
  });

  it('that are too long are skipped by name', async () => {
    const line = '{"publication_number":"US-1-A","title_localized":[]}';
    const cuts = await cut(`${line}\n{"x":"${'y'.repeat(3000)}"}\n${line}\n`, { recordLimit: 500, chunk: 64 });
    expect(outline(cuts).map((each) => each.split('@')[0])).toEqual([
      'google-bigquery-json',
      'gazette.too-large',
      'google-bigquery-json',
    ]);
  });

  it('of an indented JSON file are one record', async () => {
    const cuts = await cut('{\n  "publication_number": "US-1-A",\n  "title_localized": []\n}\n');
    expect(cuts).toHaveLength(1);
  });

  it('PATN and the BRS boundary open records, what stands before the first does not count', async () => {
    const green = 'PATN\nWKU  057006474\nTTL  One PATN line\n';
    expect((await cut(`HHHHHT APS1\n${green}${green}`)).map(textOf)).toEqual([green.trimEnd(), green.trimEnd()]);
    const brs = '*** BRS DOCUMENT BOUNDARY ***\nWKU 09204581\n';
    expect((await cut(`list\n${brs}${brs}`)).map(textOf)).toEqual([brs.trimEnd(), brs.trimEnd()]);
  });
});

describe('records of an unknown kind', () => {
  it('are named by what they begin with', async () => {
    const [one] = await cut(iconv.encode('<?xml version="1.0" encoding="EUC-KR"?><서류/>', 'cp949'));
    expect(one).toMatchObject({
      type: 'reject',
      error: { code: 'gazette.unknown-format', details: { start: '<서류>' } },
    });
  });

  it('are named by their encoding where that is not what they say', async () => {
    const [one] = await cut(iconv.encode('<?xml version="1.0" encoding="UTF-8"?><서류>똠방각하</서류>', 'cp949'));
    expect(one).toMatchObject({
      error: { code: 'gazette.wrong-encoding' },
      where: { file: 'f', offset: 39, record: 1 },
    });
  });
});

describe('files that are no gazette', () => {
  it.each([
    ['II*\0\x08\0\0\0', 'TIFF image'],
    ['<!DOCTYPE HTML><html><head></head></html>', 'HTML page'],
    ['D0967598\nD0967599\n', 'plain text'],
    ['%PDF-1.7', 'PDF'],
    ['<!-- DTD -->\n<!ELEMENT a (b)>\n', 'DTD'],
    ['<?xml version="1.0"?><xsd:schema xmlns:xsd="x"></xsd:schema>', 'XML schema or stylesheet'],
    ['', 'empty file'],
  ])('%j is left out as %s', async (content, kind) => {
    const [only, ...others] = await cut(Buffer.from(content, 'latin1'));
    expect(others).toEqual([]);
    expect(only).toMatchObject({ type: 'reject', error: { code: 'gazette.not-a-gazette', details: { kind } } });
  });
});

describe('however the bytes arrive', () => {
  const documents = fc.array(
    fc.constantFrom(
      DECLARATION + GRANT,
      GRANT,
      DOCTYPE + GRANT,
      `${DECLARATION}<sequence-cwu>a</sequence-cwu>`,
      '<us-patent-application/>',
      `${DECLARATION}<us-patent-grant>cut`,
    ),
    { minLength: 1, maxLength: 8 },
  );

  it('the same records are cut, and each stands where it says', async () => {
    await fc.assert(
      fc.asyncProperty(documents, fc.integer({ min: 1, max: 80 }), async (parts, chunk) => {
        const whole = Buffer.from(parts.join('\n'));
        const expected = await cut(whole);
        const cuts = await cut(whole, { chunk });
        expect(outline(cuts)).toEqual(outline(expected));
        for (const one of cuts) {
          if (one.type !== 'record') continue;
          const { bytes, place } = one.record;
          expect(whole.subarray(place.offset, place.offset + bytes.length).equals(bytes)).toBe(true);
        }
      }),
    );
  });

  it('nothing but white space lies between the records of whole documents', async () => {
    await fc.assert(
      fc.asyncProperty(documents, async (parts) => {
        const whole = Buffer.from(parts.join('\n'));
        let end = 0;
        for (const one of await cut(whole)) {
          if (one.type !== 'record') continue;
          expect(whole.subarray(end, one.record.place.offset).toString().trim()).toBe('');
          end = one.record.place.offset + one.record.bytes.length;
        }
        expect(whole.subarray(end).toString().trim()).toBe('');
      }),
    );
  });
});
