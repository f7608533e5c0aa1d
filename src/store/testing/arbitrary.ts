import fc from 'fast-check';
import type { Claim, Publication } from '../../core/index.js';
import { exampleApplication, exampleDocument } from './example.js';

const language = fc.constantFrom('ko', 'en', 'und');
const word = fc.constantFrom('', '전지', '분리막을 가지는', 'battery', 'A long separator “film”');
const date = fc.constantFrom(null, '2019', '2019-08', '2019-08-19', '2021-01-02');
const texts = fc.uniqueArray(fc.record({ language, text: word }), { selector: (text) => text.language, maxLength: 3 });
const claim: fc.Arbitrary<Claim> = fc.record({
  number: fc.integer({ min: 1, max: 3 }),
  text: word,
  status: fc.constantFrom('active', 'cancelled'),
  refersTo: fc.constant([]),
});
const claims = fc.uniqueArray(claim, { selector: ({ number }) => number, maxLength: 3 });

/** The fields that are joined, over small sets of values so that records often agree and often clash. */
const fields = fc.record({
  language,
  titles: texts,
  abstracts: texts,
  status: fc.constantFrom(null, '공개', '등록'),
  dates: fc.record({ filed: date, published: date, opened: date, granted: date }),
  parties: fc.array(
    fc.record({
      role: fc.constantFrom('applicant', 'inventor'),
      name: fc.constantFrom('홍길동', 'HONG, Gil-dong', 'Hong Gil Dong'),
      otherNames: fc.constant([]),
      country: fc.constantFrom(null, 'KR', 'US'),
      address: fc.constant(null),
    }),
    { maxLength: 3 },
  ),
  citations: fc.array(
    fc.record({
      document: fc.constantFrom(null, 'US1234567A', 'KR1020100000001'),
      text: fc.constantFrom('US 1,234,567', 'Smith (1999)'),
      citedBy: fc.constantFrom('examiner', 'applicant', 'unknown'),
      categories: fc.subarray(['X', 'Y']),
      claims: fc.constantFrom(null, '1-3'),
      passages: fc.constant(null),
      date: fc.constant(null),
    }),
    { maxLength: 3 },
  ),
  legalEvents: fc.array(
    fc.record({ date, code: fc.constant(null), text: fc.constantFrom('출원', '등록결정'), status: fc.constant(null) }),
    { maxLength: 3 },
  ),
  claims,
  claimVersions: fc.uniqueArray(
    fc.record({
      version: fc.constantFrom('1', '2'),
      date,
      document: fc.constant(null),
      claims: claims.map((list) => list.map((item) => ({ ...item, change: null }))),
    }),
    { selector: ({ version }) => version, maxLength: 2 },
  ),
  description: fc
    .array(fc.record({ origin: fc.constantFrom('office', 'order'), text: word }), { maxLength: 3 })
    .map((list) =>
      list.map(({ origin, text }, n) => ({
        label: origin === 'office' ? `000${n}` : `#${n}`,
        origin,
        section: 'other' as const,
        kind: 'text' as const,
        text,
      })),
    ),
}) satisfies fc.Arbitrary<Partial<Publication>>;

const APPLICATIONS = ['1020190100885', '1020200000001'];
const DOCUMENTS = [
  { number: '1020210000009', kind: 'A' },
  { number: '101234567', kind: 'B1' },
  { number: '101234567', kind: 'B2' },
];

/** Records of one or two Korean applications: some with kind codes, some of the application only. */
export const anyRecord: fc.Arbitrary<Publication> = fc
  .record({
    fields,
    application: fc.constantFrom(...APPLICATIONS),
    document: fc.option(fc.constantFrom(...DOCUMENTS), { nil: null }),
    nothingOf: fc.boolean(),
    registration: fc.constantFrom(null, '101234567'),
  })
  .map(({ fields: values, application, document, nothingOf, registration }) =>
    document
      ? exampleDocument({ ...document, application: nothingOf ? null : application }, values)
      : exampleApplication(application, { ...values, numbers: { publication: null, application, registration } }),
  );
