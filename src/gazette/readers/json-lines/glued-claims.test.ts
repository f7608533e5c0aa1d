import { describe, expect, it } from 'vitest';
import { withoutGlue } from './glued-claims.js';

describe('withoutGlue', () => {
  it('parts a claim from the next ones whose numbers are missing', () => {
    const claims = [
      {
        number: 3,
        text: '제2항에 있어서, 바퀴를 포함하는 장치. 청구항 4 제3항에 있어서, 축을 더 포함하는 장치. 청구항 5 제4항의 장치를 쓰는 방법.',
      },
      { number: 6, text: '문을 포함하는 집.' },
    ];
    expect(withoutGlue(claims)).toEqual([
      { number: 3, text: '제2항에 있어서, 바퀴를 포함하는 장치.' },
      { number: 4, text: '제3항에 있어서, 축을 더 포함하는 장치.' },
      { number: 5, text: '제4항의 장치를 쓰는 방법.' },
      { number: 6, text: '문을 포함하는 집.' },
    ]);
  });
  it('leaves references, other numbers and numbers that stand in the list alone', () => {
    const claims = [
      { number: 1, text: '장치. 청구항 2 다른 말이다.' },
      { number: 2, text: '청구항 1에 있어서, 축이 있는 장치. 청구항 9 제1항의 장치.' },
      { number: 3, text: '내지 청구항 4 중 어느 한 항에 있어서, 장치.' },
    ];
    expect(withoutGlue(claims)).toEqual(claims);
  });
});
