import { describe, it } from 'vitest';
import { expectTruth } from '../../testing/truth.js';

describe('JPO readers', () => {
  it.each(['official-gazette-a.xml', 'official-gazette-b.xml', 'st96-registered.xml', 'st96-utility-model.xml'])(
    'read %s as its truth file says',
    async (name) => {
      await expectTruth(import.meta.url, name);
    },
  );
});
