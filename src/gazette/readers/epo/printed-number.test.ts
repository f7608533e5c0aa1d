import { describe, expect, it } from 'vitest';
import { keyOfPrintedNumber } from './printed-number.js';

describe('keyOfPrintedNumber', () => {
  it.each([
    ['WO-A-03/008444', 'WO2003008444A'],
    ['US-A- 5 948 634', 'US5948634A'],
    ['EP-A1- 0 444 678', 'EP0444678A1'],
    ['CN-U- 202 128 028', 'CN202128028U'],
    ['US-A1- 2007 204 872', 'US20070204872A1'],
    ['JP-A- H07 40752', 'JPH0740752A'],
  ])('%s is %s', (printed, key) => {
    expect(keyOfPrintedNumber(printed)).toBe(key);
  });

  it('leaves literature alone', () => {
    expect(keyOfPrintedNumber('DOE J: "Kettles", 1999')).toBeNull();
  });
});
