import { describe, it } from 'vitest';
import { expectTruth } from '../../testing/truth.js';

describe('WIPO readers', () => {
  it.each(['patent-document.xml', 'ocr-body.xml', 'st96-publication.xml'])(
    'read %s as its truth file says',
    async (name) => {
      await expectTruth(import.meta.url, name);
    },
  );
});
