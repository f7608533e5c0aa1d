import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { takeSentences } from './cited-sentences.js';

const all = (reply: string) => takeSentences(reply, true).sentences;

describe('takeSentences', () => {
  it('reads citations before and after the full stop', () => {
    expect(all('전지가 가열된다 [1]. 기공이 닫힌다. [2][3]')).toEqual([
      { text: '전지가 가열된다.', numbers: [1] },
      { text: '기공이 닫힌다.', numbers: [2, 3] },
    ]);
    expect(all('It melts at 130.5 degrees [1, 4]. Next.')).toEqual([
      { text: 'It melts at 130.5 degrees.', numbers: [1, 4] },
      { text: 'Next.', numbers: [] },
    ]);
  });
  it('does not end a sentence at an abbreviation', () => {
    expect(all('As in FIG. 2, e.g. alumina is used [1].')).toHaveLength(1);
  });
  it('gives the same sentences however the reply is cut into pieces', () => {
    const reply = '첫째 문장이다 [1]. 둘째는 3.5 %이다. [2][3]\nThird one ends here [4]. 끝 [5]';
    fc.assert(
      fc.property(fc.array(fc.nat(reply.length), { maxLength: 12 }), (cuts) => {
        const marks = [0, ...[...cuts].sort((a, b) => a - b), reply.length];
        let rest = '';
        const found = [];
        for (let at = 1; at < marks.length; at++) {
          const taken = takeSentences(rest + reply.slice(marks[at - 1], marks[at]), false);
          rest = taken.rest;
          found.push(...taken.sentences);
        }
        found.push(...takeSentences(rest, true).sentences);
        expect(found).toEqual(all(reply));
      }),
    );
  });
});
