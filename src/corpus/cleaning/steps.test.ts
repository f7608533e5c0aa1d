import fc from 'fast-check';
import { expect, test } from 'vitest';
import { evaluationSetOf } from '../duplicates/index.js';
import { documentOf, paragraphOf } from '../testing/document.js';
import type { CleaningStep, CorpusDocument } from '../types.js';
import { bibliographyStep } from './bibliography.js';
import { boilerplateStep } from './boilerplate.js';
import { languageStep } from './language.js';
import { pageStep } from './page.js';
import { privacyStep } from './privacy.js';
import { qualityStep } from './quality.js';
import { cleanDocument, cleaningSteps, stepRules } from './steps.js';

function left(step: CleaningStep, document: CorpusDocument): readonly string[] {
  return step.clean(document).document?.parts.flatMap(({ paragraphs }) => paragraphs) ?? [];
}

function rulesOf(step: CleaningStep, document: CorpusDocument): readonly string[] {
  return step.clean(document).drops.map(({ rule }) => rule);
}

const BODY = '본 발명은 배터리 팩의 열을 빠르게 밖으로 내보내는 냉각 장치에 관한 것이다.';

test('a running head and page numbers on lines of their own go, and the lines around stay', () => {
  const document = paragraphOf(`냉각판은 얇다.\n등록특허 10-1234567\n- 3 -\n두께는 1/4 인치이다.`);
  expect(left(pageStep, document)).toEqual(['냉각판은 얇다.\n두께는 1/4 인치이다.']);
  expect(rulesOf(pageStep, document)).toEqual(['page.running-head', 'page.page-number']);
});

test('headings set with blanks, marks of images and broken characters go', () => {
  expect(left(pageStep, paragraphOf(`명 세 서 기 술 분 야 ${BODY}`))).toEqual([BODY]);
  expect(left(pageStep, paragraphOf('식 [이미지] 로 나타낸다'))).toEqual(['식 로 나타낸다']);
  expect(left(pageStep, paragraphOf('온도\u0000는 \ud800높다\ue123'))).toEqual(['온도는 높다']);
});

test('a notice that starts again on its second page is kept once', () => {
  const notice = `1. 이 출원에 대한 심사결과 다음과 같은 거절이유가 있어 특허법 제63조에 따라 이를 통지합니다. ${'청구항 제1항은 인용발명 1로부터 쉽게 발명할 수 있습니다. 구성요소가 모두 개시되어 있기 때문입니다. '.repeat(4)}`;
  const document = documentOf([{ name: 'body', paragraphs: [`${notice}${notice}끝.`] }], { kind: 'office-actions' });
  expect(left(pageStep, document)[0]).toBe(`${notice.trim()} 끝.`);
  expect(rulesOf(pageStep, document)).toEqual(['page.repeated-notice']);
});

test('the list of prior art at the end of the background goes, the discussion stays', () => {
  const document = paragraphOf(`${BODY} 선행기술문헌 특허문헌 (특허문헌 0001) 한국공개특허 제10-2017-0094355호`);
  expect(left(bibliographyStep, document)).toEqual([BODY]);
  expect(left(bibliographyStep, paragraphOf('선행기술문헌의 장치는 냉각이 느리다.'))).toHaveLength(1);
});

test('a paragraph that only names related applications goes, one that describes the invention stays', () => {
  const related =
    'This application claims priority from Japanese Patent Application No. 2007-064071 filed on Mar. 13, 2007.';
  expect(left(bibliographyStep, paragraphOf(related, { language: 'en' }))).toEqual([]);
  expect(left(bibliographyStep, paragraphOf('본 발명은 영상을 의미 단위로 분할하는 방법에 관한 것이다.'))).toHaveLength(
    1,
  );
});

test('lines with INID codes of the front page go', () => {
  expect(left(bibliographyStep, paragraphOf(`(21) 출원번호 10-2020-0000001\n${BODY}`))).toEqual([BODY]);
  expect(left(bibliographyStep, paragraphOf('(21) 및 (22)는 볼트이다.'))).toHaveLength(1);
});

test('lists of drawings go in both languages, a paragraph on one figure stays', () => {
  const list = '도 1은 본 발명의 사시도이다. 도 2는 도 1의 단면도이다. 도 3은 흐름도이다.';
  expect(left(boilerplateStep, paragraphOf(list, { section: 'drawings' }))).toEqual([]);
  const figures = ['FIG. 1 shows a pump.', 'FIG. 2 is a section of it.', 'The pump 1 has a rotor 2 as FIG. 1 shows.'];
  expect(left(boilerplateStep, documentOf([{ language: 'en', paragraphs: figures }]))).toEqual([figures[2]]);
  const single = 'FIG. 1 shows a pump 1 whose rotor 2 turns in a housing 3.';
  expect(left(boilerplateStep, paragraphOf(single, { language: 'en' }))).toEqual([single]);
});

test('a table of reference signs and headings go, a sentence with signs stays', () => {
  expect(left(boilerplateStep, paragraphOf('10 : 본체 20 : 덮개 30 : 손잡이 40a : 나사 50 : 패킹'))).toEqual([]);
  expect(left(boilerplateStep, paragraphOf('# BRIEF DESCRIPTION OF THE DRAWINGS', { language: 'en' }))).toEqual([]);
  const sentence = '본체(10)는 덮개(20)와 손잡이(30)를 포함하고, 나사(40)로 고정된다.';
  expect(left(boilerplateStep, paragraphOf(sentence))).toEqual([sentence]);
});

test('reStructuredText is made plain', () => {
  const document = documentOf(
    [{ name: 'body', language: 'en', paragraphs: ['Use :class:`dict` or ``list`` as in::'] }],
    {
      kind: 'general-text',
    },
  );
  expect(left(boilerplateStep, document)).toEqual(['Use dict or list as in:']);
});

test('resident numbers, phones, mails and names after labels are masked and never told', () => {
  const secrets = ['690124-1234567', '042-481-5000', '010-1234-5678', 'kim@kipo.go.kr', '홍길동'];
  const text = `번호 ${secrets[0]}, 전화 ${secrets[1]}, ${secrets[2]}, 메일 ${secrets[3]}, 심사관 ${secrets[4]}`;
  const { document, drops } = privacyStep.clean(paragraphOf(text));
  expect(document?.parts[0]?.paragraphs).toEqual(['번호 «주민번호», 전화 «전화», «전화», 메일 «메일», 심사관 «성명»']);
  for (const secret of secrets) expect(JSON.stringify(drops)).not.toContain(secret);
});

test('numbers of patents, measures and substances are no personal data', () => {
  const text = '특허 제10-2012-0046941호, 출원번호 10-1999-0012345, CAS 7732-18-5, 0.1-0.5 mm, 심사관은 판단한다.';
  expect(left(privacyStep, paragraphOf(text))).toEqual([text]);
});

test('parts get the language of their letters, and other languages than asked for go', () => {
  const document = documentOf([
    { language: 'und', paragraphs: [BODY] },
    { name: 'title', language: 'en', paragraphs: ['冷却装置および電池パックの製造方法に関するものである発明'] },
  ]);
  const { document: routed, drops } = languageStep(['ko', 'en']).clean(document);
  expect(routed?.parts.map(({ language }) => language)).toEqual(['ko']);
  expect(drops.map(({ rule }) => rule)).toEqual(['language.other']);
});

test('chemistry, sequences, tables and formulae pass the filters of quality', () => {
  const texts = [
    '4-[2-(2,4-디클로로-페녹시)-페닐설파모일]-N-(3-모르폴린-4-일-프로필)-벤즈아미드; C1-C6 알킬; R1=R2=H',
    'Met Ala Gly Ser Thr Val Leu Ile Pro Phe Tyr Trp Cys His Lys Arg Asp Glu Asn Gln',
    'atgcgtacct gatcgatcga ttagctagct agcatcgatc gatcgactga 60 atcgatcgat cgatcgactg',
    '[TABLE 1]\n10\t20\t30\n1.5\t2.5\t3.5\n[/TABLE]',
    '[MATH 1: Q = k·A·(T1−T2)/d]',
  ];
  const document = documentOf([{ paragraphs: texts }]);
  expect(qualityStep.clean(document)).toEqual({ document, drops: [] });
});

test('text that teaches nothing goes by its own rule', () => {
  const rule = (text: string) => rulesOf(qualityStep, documentOf([{ paragraphs: [BODY, text] }]))[0];
  expect(rule('- - 12 - 13 -')).toBe('quality.no-letters');
  expect(rule(`${'. '.repeat(50)}a ${'· '.repeat(60)}`)).toBe('quality.mostly-marks');
  expect(rule('test '.repeat(50))).toBe('quality.repetition');
  expect(rule('시험\u00a0\u3000'.repeat(50))).toBe('quality.repetition');
  expect(rule('Ã¬Â\u009dÂ´Ã« Ã©Ã© broken')).toBe('quality.mojibake');
  expect(rulesOf(qualityStep, paragraphOf('표 1'))).toEqual(['quality.empty']);
});

test('text of an evaluation set does not come in', () => {
  const question =
    '임진왜란 때 조선 수군을 이끌고 명량에서 열세 척의 배로 크게 이긴 장군의 이름과 그가 남긴 일기의 제목을 각각 무엇이라고 하는지 답하여라 그리고 그 까닭을 말하라';
  const steps = cleaningSteps({ evaluation: evaluationSetOf([question]) });
  const document = documentOf([{ paragraphs: [BODY, `머리말이 조금 다르게 시작하지만 ${question}`] }]);
  const { drops } = cleanDocument(document, steps);
  expect(drops.map(({ rule }) => rule)).toContain('evaluation.paragraph');
});

test('every rule that drops or changes is listed with what it does', () => {
  const rules = stepRules();
  expect(new Set(rules.map(({ step, rule }) => `${step}.${rule}`)).size).toBe(rules.length);
  expect(rules.every(({ what }) => what.length > 10)).toBe(true);
});

test('any text at all goes through, gives the same again, and drops no more than there was', () => {
  const steps = cleaningSteps();
  const text = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.string({ unit: fc.constantFrom(...'가나 다.\n(10)«-@\ud800\u0000㎛ab') }),
  );
  fc.assert(
    fc.property(text, (paragraph) => {
      const document = paragraphOf(paragraph, { fromPrintedPage: true });
      const once = cleanDocument(document, steps);
      expect(cleanDocument(document, steps)).toEqual(once);
      for (const part of once.document?.parts ?? []) expect(part.paragraphs).not.toContain('');
    }),
    { numRuns: 200 },
  );
});

test('a degree sign read as two signs is put right, and the claim around it stays', () => {
  const claim = 'Stirring at 40Â° C., 60Â° C. or 80Â°C., then rinsing at 5Â°C. with filters of 2 Âµm.';
  const document = paragraphOf(claim, { language: 'en' });
  expect(left(qualityStep, document)).toEqual([
    'Stirring at 40° C., 60° C. or 80°C., then rinsing at 5°C. with filters of 2 µm.',
  ]);
  expect(rulesOf(qualityStep, document)).toEqual(['quality.encoding']);
});

test('a document with answers stays letter for letter, or goes when it holds what must not come in', () => {
  const steps = cleaningSteps();
  const withAnswers = (text: string): CorpusDocument => ({
    ...documentOf([
      { name: 'question', paragraphs: ['무엇을 하는가?'] },
      { name: 'context', paragraphs: [text] },
    ]),
    details: { answers: [{ start: 0, end: 2, text: text.slice(0, 2) }] },
  });
  const clean = withAnswers('냉각  장치는 열을 내보낸다.');
  expect(cleanDocument(clean, steps)).toEqual({ document: clean, drops: [] });
  const { document, drops } = cleanDocument(withAnswers('문의는 010-1234-5678 로 한다.'), steps);
  expect(document).toBeNull();
  expect(drops.map(({ rule }) => rule)).toEqual(['answers.guarded']);
  expect(drops[0]?.text).not.toContain('1234');
});

test('law articles lose the stars of their Markdown, formulae keep theirs', () => {
  const law = documentOf(
    [{ name: 'body', paragraphs: ['**①** 특허출원인은 *서면*으로 제출하여야 한다. **②** 2*3*4는 그대로다.'] }],
    { kind: 'consultation' },
  );
  expect(left(boilerplateStep, law)).toEqual(['① 특허출원인은 서면으로 제출하여야 한다. ② 2*3*4는 그대로다.']);
  expect(left(boilerplateStep, paragraphOf('a**b**c로 계산한다.'))).toEqual(['a**b**c로 계산한다.']);
});
