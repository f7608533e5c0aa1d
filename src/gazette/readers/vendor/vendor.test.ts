import { describe, it } from 'vitest';
import { expectTruth } from '../../testing/truth.js';

describe('vendor reader', () => {
  it.each(['patent-document.xml'])('read %s as its truth file says', async (name) => {
    await expectTruth(import.meta.url, name);
  });
});
