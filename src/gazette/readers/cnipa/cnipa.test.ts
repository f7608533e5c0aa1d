import { describe, it } from 'vitest';
import { expectTruth } from '../../testing/truth.js';

describe('CNIPA readers', () => {
  it.each(['new.xml', 'old.xml'])('read %s as its truth file says', async (name) => {
    await expectTruth(import.meta.url, name);
  });
});
