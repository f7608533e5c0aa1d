import { describe, expect, it } from 'vitest';
import { asksForOverview, readQuestion } from './question.js';

describe('reading a question', () => {
  it.each([
    ['열폭주란 무엇인가요?', 'meaning'],
    ['What is thermal runaway?', 'meaning'],
    ['What is the capsule made of?', 'substance'],
    ['커넥터가 과열되는 이유는?', 'cause'],
    ['Why does the pore close?', 'cause'],
    ['수은 혈압계의 문제점은 무엇인가요?', 'trouble'],
    ['전선에 걸리는 문제를 어떻게 해결하나요?', 'manner'],
    ['코팅층의 두께는 얼마인가요?', 'quantity'],
    ['How thick is the layer?', 'quantity'],
    ['분리막의 효과는?', 'effect'],
    ['밸브는 언제 열리나요?', 'time'],
    ['When is the valve opened?', 'time'],
    ['전해액에는 어떤 것이 들어 있나요?', 'substance'],
    ['What does the electrolyte contain?', 'substance'],
    ['What is the axial length of the hub?', 'quantity'],
    ['발명의 목적은?', 'purpose'],
    ['분리막', 'matter'],
  ])('tells what is asked: %s → %s', (text, asks) => {
    expect(readQuestion(text).asks).toBe(asks);
  });

  it.each([
    ['센서에서 cross talk란 무엇인가요?', 'cross talk'],
    ['세라믹 코팅층의 색상은?', '색상'],
    ['What colour is the cable?', 'colour'],
    ['What is the retail price of the separator?', 'retail price'],
    ['How is a leak detected?', ''],
  ])('names the target of %s', (text, target) => {
    expect(readQuestion(text).target).toBe(target);
  });

  it.each([
    ['펌프의 가격은 얼마인가요?', '펌프의 가격은 3만 원이다.', '펌프의 압력은 3 bar이다.'],
    ['What is the price of the pump?', 'The pump costs $300.', 'The pump has 3 valves.'],
    ['밸브는 몇 개인가요?', '밸브는 두 개가 배치된다.', '밸브(12)는 배터리와 닿는다.'],
    ['코팅층의 두께는 얼마인가요?', '두께는 3 ㎛이다.', '도 3을 참조하면 코팅층(12)의 두께는 얇다.'],
    ['When was the tower built?', 'It was built in 1889.', 'It was built after the war.'],
    ['인구는 몇 명인가요?', '인구는 5천만 명이다.', '인구 밀도를 3단계로 나눈다.'],
  ])('knows what figure answers %s', (text, given, missing) => {
    const { figure } = readQuestion(text);
    expect(figure?.test(given)).toBe(true);
    expect(figure?.test(missing)).toBe(false);
  });

  it.each(['밸브는 언제 열리나요?', 'When is the selling price refused?', '유동 인구를 어떻게 예측하나요?'])(
    'asks for no figure in %s',
    (text) => {
      expect(readQuestion(text).figure).toBeNull();
    },
  );

  it.each([
    ['KR1020190082549의 청구항 1은 무엇인가요?', ['KR1020190082549'], [1]],
    ['10-2019-0082549 제3항', ['10-2019-0082549'], [3]],
    ['What does claim 2 of US 8,672,134 B2 say?', ['US 8,672,134 B2'], [2]],
    ['CR2032 전지의 청구항 1', [], []],
    ['What is claim 1?', [], []],
  ])('reads numbers of publications and claims: %s', (text, numbers, claims) => {
    expect(readQuestion(text).named).toMatchObject({ numbers, claims });
  });

  it('takes class symbols out of the words and keeps them as such', () => {
    const { named, terms } = readQuestion('H01M 10/05 전해액 첨가제');
    expect(named.classes).toEqual(['H01M 10/05']);
    expect(terms).not.toContain('h01m');
  });

  it('knows when a publication is asked about as a whole', () => {
    expect(asksForOverview(readQuestion('KR1020190082549의 과제는?'))).toBe(true);
    expect(asksForOverview(readQuestion('KR1020190082549의 분리막 두께는?'))).toBe(false);
    expect(asksForOverview(readQuestion('분리막의 과제는?'))).toBe(false);
  });

  it('answers in the language of the question unless another is wished', () => {
    expect(readQuestion('transformer 모델의 attention이란?').language).toBe('ko');
    expect(readQuestion('What is 김치?').language).toBe('en');
    expect(readQuestion('분리막', 'en').language).toBe('en');
  });
});
