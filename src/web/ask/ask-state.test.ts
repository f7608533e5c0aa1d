import { describe, expect, it } from 'vitest';
import type { AskEvent, AskResult } from '../../answer/index.js';
import { afterEvent, NOTHING, stepState } from './ask-state.js';

const run = (events: readonly AskEvent[]) => events.reduce(afterEvent, { ...NOTHING, running: true });
const ground = { publication: 'KR1', title: 't', sentences: [], summary: 's' };
const sentence = { text: 'written by a model', citations: [], numbers: [1] };
const notice = { code: 'answer.fell-back', en: 'The generator failed.', ko: '생성기가 실패했습니다.' };

describe('the state of an answer', () => {
  it('forgets what a failed generator wrote and keeps the reason', () => {
    const state = run([
      { type: 'step', step: 'grounds' },
      { type: 'ground', ground },
      { type: 'sentence', sentence, references: [] },
      { type: 'restart', reason: notice },
    ]);
    expect(state).toMatchObject({ grounds: [], sentences: [], notices: [notice] });
  });

  it('takes the final result as the truth about sentences and references', () => {
    const result: AskResult = {
      question: 'q',
      answer: {
        language: 'en',
        sentences: [sentence],
        references: [],
        writtenBy: 'extractive',
        cut: 0,
        fellBack: null,
      },
      documents: [],
      paragraphs: [],
      grounds: [ground],
      refused: false,
    };
    const state = run([
      { type: 'sentence', sentence: { ...sentence, text: 'draft' }, references: [] },
      { type: 'done', result },
    ]);
    expect(state.sentences).toEqual([sentence]);
    expect(state.grounds).toEqual([ground]);
  });

  it('shows steps before the present one as done and later ones as waiting', () => {
    const state = run([{ type: 'step', step: 'paragraphs' }]);
    const steps = ['documents', 'paragraphs', 'grounds', 'answer'] as const;
    expect(steps.map((step) => stepState(state, step))).toEqual(['done', 'running', 'waiting', 'waiting']);
  });
});
