import { expect, it } from 'vitest';
import { withoutFolders } from './source-names.js';

it.each([
  ['/home/kim/data/week.zip!ipg/a.xml', 'week.zip!ipg/a.xml'],
  ['/data/a.xml', 'a.xml'],
  ['C:\\Users\\kim\\a.xml', 'a.xml'],
  ['\\\\server\\share\\a.xml', 'a.xml'],
  ['uploads/a.xml', 'uploads/a.xml'],
  ['a.xml', 'a.xml'],
])('shows %s as %s', (file, shown) => {
  expect(withoutFolders(file)).toBe(shown);
});
