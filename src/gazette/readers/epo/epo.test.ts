import { describe, expect, it } from 'vitest';
import { expectTruth } from '../../testing/truth.js';

const FIXTURES = [
  'ep-specification.xml',
  'ep-application-malformed.xml',
  'docdb-delivery.xml',
  'full-text-package.xml',
  'ops-claims-one-line.xml',
  'ops-description.xml',
  'ops-biblio.xml',
  'ops-legal.xml',
  'ops-register.xml',
  'ops-search.xml',
  'ops-biblio.json',
  'ops-family.json',
];

describe('EPO readers', () => {
  it.each(FIXTURES)('read %s as its truth file says', async (name) => {
    await expectTruth(import.meta.url, name);
  });
});

describe('truth of the EPO fixtures', () => {
  it('names every publication and reject of a DOCDB delivery', async () => {
    const reads = await expectTruth(import.meta.url, 'docdb-delivery.xml');
    const ids = reads.map((read) => (read.type === 'publication' ? read.publication.id : read.error.code));
    expect(ids).toEqual(['WO2021999001A1', 'gazette.deleted', 'AP9990A']);
  });
});
