/** Every reader meets the same damage: it may lose the damaged record, by name and place, and never more than that. */
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { SimsaError } from '../core/index.js';
import { readGazettes } from './read.js';
import { readAll } from './testing/truth.js';
import { zip } from './testing/zip.js';
import type { Read } from './types.js';

const readers = fileURLToPath(new URL('./readers/', import.meta.url));
const fixtures = readdirSync(readers, { recursive: true, encoding: 'utf8' })
  .map((name) => name.replaceAll('\\', '/'))
  .filter((name) => /\/fixtures\/[^/]+\.(?:xml|sgm|txt|json|jsonl)$/.test(name) && !name.endsWith('.truth.json'))
  .sort()
  .map((name) => ({ name, bytes: readFileSync(readers + name) }));
const markup = fixtures.filter(({ name, bytes }) => name.endsWith('.xml') && bytes.includes('<'));

/** Every result is a publication with its source, or a reject that names code, file and byte. */
function expectNamed(reads: readonly Read[], size: number): void {
  for (const read of reads) {
    if (read.type === 'publication') {
      expect(read.publication.sources[0]!.hash).toMatch(/^[0-9a-f]{64}$/);
      continue;
    }
    expect(read.error).toBeInstanceOf(SimsaError);
    expect(read.error.code, read.error.message).not.toBe('internal');
    expect(read.where.file).toBeTruthy();
    expect(read.where.offset).toBeLessThanOrEqual(size);
  }
}

it('finds the fixtures of all offices', () => {
  expect(new Set(fixtures.map(({ name }) => name.split('/')[0])).size).toBeGreaterThan(3);
});

describe.each(fixtures)('$name', ({ name, bytes }) => {
  it('is read whole', async () => {
    const reads = await readAll(name, bytes);
    expect(reads.length).toBeGreaterThan(0);
    expectNamed(reads, bytes.length);
  });

  it('cut off anywhere gives records or a named reject', async () => {
    for (let cut = 1; cut < 24; cut++) {
      const piece = bytes.subarray(0, Math.floor((bytes.length * cut) / 24));
      const reads = await readAll(name, piece);
      expect(reads.length).toBeGreaterThan(0);
      expectNamed(reads, piece.length);
    }
  });

  it('with bytes changed gives records or a named reject', async () => {
    const changes = fc.array(fc.tuple(fc.nat(bytes.length - 1), fc.integer({ min: 0, max: 255 })), {
      minLength: 1,
      maxLength: 20,
    });
    await fc.assert(
      fc.asyncProperty(changes, async (places) => {
        const damaged = Buffer.from(bytes);
        for (const [place, value] of places) damaged[place] = value;
        expectNamed(await readAll(name, damaged), damaged.length);
      }),
      { numRuns: 15 },
    );
  });
});

describe.each(markup)('$name', ({ name, bytes }) => {
  it('twice in one file gives its records twice', async () => {
    const single = await readAll(name, bytes);
    const doubled = await readAll(name, Buffer.concat([bytes, Buffer.from('\n'), bytes]));
    expect(doubled).toHaveLength(2 * single.length);
  });

  it('declared in an encoding it is not in is refused', async () => {
    const text = bytes.toString('latin1').replace(/^\s*<\?xml[^>]*\?>/, '');
    const broken = Buffer.concat([
      Buffer.from('<?xml version="1.0" encoding="UTF-8"?>'),
      Buffer.from(text.replace(/>[^<]*<\//, '>#PLACE#</'), 'latin1'),
    ]);
    const at = broken.indexOf('#PLACE#');
    const wrong = Buffer.concat([
      broken.subarray(0, at),
      iconv.encode('똠방각하 펲시', 'cp949'),
      broken.subarray(at + 7),
    ]);
    const reads = await readAll(name, wrong);
    expect(reads.map((read) => (read.type === 'reject' ? read.error.code : ''))).toContain('gazette.wrong-encoding');
  });

  it('that declares and uses entities of its own is refused', async () => {
    const text = bytes
      .toString('latin1')
      .replace(/^\s*<\?xml[^>]*\?>/, '')
      .replace(/<!DOCTYPE(?:[^[>]|\[[^\]]*\])*>/, '');
    const bomb = `<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">]>`;
    for (const declared of [bomb, '<!DOCTYPE x [<!ENTITY c SYSTEM "file:///etc/passwd">]>']) {
      const reads = await readAll(name, Buffer.from(declared + text.replace(/>[^<]*<\//, '>&c;</'), 'latin1'));
      expect(reads[0]).toMatchObject({ type: 'reject', error: { code: 'gazette.entity-declaration' } });
    }
  });
});

describe('a single document of 200 MB', () => {
  it('is refused by name without being held, and the next record is read', async () => {
    const chunk = Buffer.alloc(1 << 20, 'paragraph ');
    async function* open() {
      yield Buffer.from('<?xml version="1.0"?>\n<us-patent-grant><description><p>');
      for (let count = 0; count < 200; count++) yield chunk;
      yield Buffer.from('</p></description></us-patent-grant>\n');
      yield fixtures.find(({ name }) => name.endsWith('grant-4.4.xml'))!.bytes;
    }
    const reads: Read[] = [];
    for await (const read of readGazettes({ name: 'large.xml', size: null, open })) reads.push(read);
    expect(reads.map((read) => (read.type === 'reject' ? read.error.code : read.publication.id))).toEqual([
      'gazette.too-large',
      'US8672134B2',
    ]);
  });
});

describe('an archive', () => {
  it('gives its records under the member they stand in, and names what it leaves out', async () => {
    const { bytes } = fixtures.find(({ name }) => name.endsWith('grant-4.4.xml'))!;
    const archive = zip([
      { name: 'week/ipg.xml', bytes },
      { name: 'week/lst.txt', bytes: Buffer.from('08672134\n') },
      { name: 'week/D00001.TIF', bytes: Buffer.from('II*\0') },
      { name: '../../etc/cron.d/x', bytes: Buffer.from('x') },
    ]);
    const reads = await readAll('week.zip', archive);
    expect(reads.map((read) => (read.type === 'reject' ? read.error.code : read.publication.sources[0]!.file))).toEqual(
      ['week.zip!week/ipg.xml', 'gazette.not-a-gazette', 'gazette.not-a-gazette', 'gazette.unsafe-path'],
    );
  });
});
