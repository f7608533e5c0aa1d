import { type KoreanAnalyser, openKoreanAnalyser } from '../../text/index.js';
import { UnitCounter } from '../counts/unit-counter.js';
import type { TokenizerData } from '../files/folder.js';
import { tokenizerOf } from '../open.js';
import { trainWithRows } from '../rows/train-with-rows.js';
import { UnitLines } from '../rows/unit-lines.js';
import { trainSubwords } from '../training/train.js';
import { countLine } from '../training/train-tokenizer.js';
import type { Algorithm, Tokenizer } from '../types.js';
import { openUnitReader, type UnitReader } from '../units/units.js';

/** Sentences of our own writing, Korean and English. */
export const SENTENCES: readonly string[] = [
  '본 발명은 이차전지용 전극 활물질 및 그 제조 방법에 관한 것이다.',
  '상기 전극 활물질은 리튬 인산철을 포함하는 것을 특징으로 하는 이차전지.',
  '제1항에 있어서, 상기 전해질은 고분자 전해질인 것을 특징으로 하는 이차전지.',
  '상기 제어부는 카메라로부터 수신한 영상 데이터를 처리하여 표시부에 출력한다.',
  '무선 통신 단말기에서 데이터를 송수신하는 방법 및 장치가 개시된다.',
  '반도체 기판 위에 절연막을 형성하는 단계와, 상기 절연막을 식각하는 단계를 포함한다.',
  '상기 하우징(10)의 내부에는 구동 모터(20)가 설치되며, 모터의 회전축에 기어가 결합된다.',
  '화학식 1로 표시되는 화합물 또는 이의 약학적으로 허용 가능한 염을 유효 성분으로 포함하는 약학 조성물.',
  'The present invention relates to an electrode active material for a secondary battery.',
  'A method of transmitting data in a wireless communication system comprises receiving a signal.',
  'The semiconductor device according to claim 1, wherein the insulating layer is formed on the substrate.',
  'The housing 10 encloses a motor 20, and the motor is coupled to a gear 30 by a shaft.',
];

let analyser: KoreanAnalyser | null = null;

function openAnalyser(): KoreanAnalyser {
  analyser ??= openKoreanAnalyser();
  return analyser;
}

/** A tokenizer of about `vocabulary` tokens, learned from {@link SENTENCES}. */
export function smallTokenizerData(algorithm: Algorithm, vocabulary = 600): TokenizerData {
  using counter = new UnitCounter();
  const reader = openUnitReader(openAnalyser());
  for (const line of SENTENCES) countLine(line, { counter, reader, cased: true });
  const subwords = trainSubwords(counter.commonest(10_000), { algorithm, vocabulary });
  const settings = { algorithm, units: 'morphemes', reach: 'unit', cased: true, blanks: 'marked' } as const;
  return { settings, terms: null, ...subwords };
}

export function smallTokenizer(algorithm: Algorithm, vocabulary?: number): Tokenizer {
  return tokenizerOf(smallTokenizerData(algorithm, vocabulary), { analyser: openAnalyser() });
}

/** A tokenizer of 440 tokens, 30 of them rows of units at most, learned from {@link SENTENCES} twice over, or from so many units of them. */
export function smallRowTokenizerData(reach: 'word' | 'line', limit?: number): TokenizerData {
  using counter = new UnitCounter();
  const reader = openUnitReader(openAnalyser());
  const lines = new UnitLines(reach, limit);
  for (const line of [...SENTENCES, ...SENTENCES]) countLine(line, { counter, reader, cased: true, lines });
  const subwords = trainWithRows(counter.commonest(10_000), lines, { vocabulary: 440, rows: 30 });
  const settings = { algorithm: 'unigram', units: 'morphemes', reach, cased: true, blanks: 'marked' } as const;
  return { settings, terms: null, ...subwords };
}

export function smallRowTokenizer(reach: 'word' | 'line'): Tokenizer {
  return tokenizerOf(smallRowTokenizerData(reach), { analyser: openAnalyser() });
}

/** What the small tokenizers cut text with. */
export function smallUnitReader(): UnitReader {
  return openUnitReader(openAnalyser());
}
