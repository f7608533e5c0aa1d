import { describe, expect, it } from 'vitest';
import { numbersIn, unsupportedNumbers } from './numbers.js';

describe('numbersIn', () => {
  it('reads one number in several spellings as the same', () => {
    expect(numbersIn('1,000.50 mm')).toEqual(['1000.5']);
    expect(numbersIn('１２ ㎛')).toEqual(['12']);
    expect(numbersIn('007')).toEqual(['7']);
    expect(numbersIn('1,3-부타디엔')).toEqual(['1,3']);
  });
});

describe('unsupportedNumbers', () => {
  it('names the figure that no source states', () => {
    expect(unsupportedNumbers('두께는 12 ㎛에서 25 ㎛이다.', ['두께가 12 ㎛이다.'])).toEqual(['25']);
    expect(unsupportedNumbers('두께는 12.0 ㎛이다.', ['12 ㎛', '30%'])).toEqual([]);
  });
});
