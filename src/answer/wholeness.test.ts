import { describe, expect, it } from 'vitest';
import type { Span } from '../core/index.js';
import { isFragment, isFurniture, pointsBack, withoutLeaning } from './wholeness.js';

const span = (text: string, part: Span['part'] = 'description'): Span => ({
  publication: 'KR1',
  part,
  paragraph: '0001',
  start: 0,
  end: text.length,
  text,
});

describe('what can stand alone in an answer', () => {
  it.each([
    ['또한, 도 3을 참조하면, 밸브가 열린다.', '밸브가 열린다.'],
    ['(27) The valve opens.', 'The valve opens.'],
    ['특히 압력이 오르면 밸브가 열린다.', '압력이 오르면 밸브가 열린다.'],
    ['특허는 공개된다.', '특허는 공개된다.'],
  ])('cuts off what leans: %s', (text, rest) => {
    expect(withoutLeaning(text)).toBe(rest);
  });

  it.each([
    ['이는 밸브가 열리기 때문이다.', true],
    ['These valves open at once.', true],
    ['This invention opens valves.', false],
    ['밸브는 이 때문에 열린다.', false],
  ])('knows what cannot be understood without the sentence before: %s', (text, points) => {
    expect(pointsBack(text)).toBe(points);
  });

  it.each([
    ['ko', '및 상기 단말로 전송하는 단계를 포함하는 방법이 제공된다.'],
    ['ko', 'b) 오디오 데이터에서 음성을 추출하는 단계;'],
    ['ko', '사용자 확인 최종 맵핑 모듈을 (뒷면에 계속)'],
    ['en', 'wherein the lactone is present in an amount of 5 to 99 wt %.'],
    ['en', 'a pair of bead portions located on the inner side;'],
    ['en', '10, No. 5 in the key of G flat major.'],
  ] as const)('takes a piece for a fragment (%s): %s', (language, text) => {
    expect(isFragment(span(text), language)).toBe(true);
  });

  it.each([
    ['ko', 'cross talk는 신호 채널이 주변 채널에 노이즈를 발생시키는 현상을 의미한다.'],
    ['ko', '100회 세탁 후의 선저항 증가율은 14 %였다.'],
    ['en', 'Drivers reserve a place in a queue from a telephone.'],
  ] as const)('takes a sentence for whole (%s): %s', (language, text) => {
    expect(isFragment(span(text), language)).toBe(false);
  });

  it('takes a claim as it is', () => {
    expect(isFragment(span('제1항에 있어서, 상기 코팅층을 포함하는 분리막', 'claims'), 'ko')).toBe(false);
  });

  it.each([
    '도 13은 자동 맵핑에 의해 생성된 BOM을 확인하는 구성을 나타낸다.',
    '도 2 및 도 3은 분리막의 단면도이다.',
    'FIG. 3 is a plot (solid line) of reflection measurements.',
    'FIGS. 2A and 2B show the handle.',
    '[TABLE 1]',
  ])('takes a caption for one: %s', (text) => {
    expect(isFurniture(text)).toBe(true);
  });

  it.each([
    '도면에서 두께는 과장되어 있다.',
    'Figures of merit improve by 20 percent.',
    '도 5의 밸브는 압력이 오르면 열린다.',
  ])('takes no sentence for a caption: %s', (text) => {
    expect(isFurniture(text)).toBe(false);
  });
});
