import { describe, it } from 'vitest';
import { expectTruth } from '../../testing/truth.js';

describe('DPMA reader', () => {
  it.each(['register.xml'])('read %s as its truth file says', async (name) => {
    await expectTruth(import.meta.url, name);
  });
});
