import { expect, it } from 'vitest';
import { bigrams } from './bigrams.js';
import { detectLanguage } from './language.js';

it.each([
  ['ko', '리튬 이온 전지의 음극'],
  ['ko', 'LiFePO4, NMP 및 PVDF를 포함하는 slurry composition'],
  ['en', 'A battery comprising an anode'],
  ['ja', '二次電池の正極及び負極'],
  ['zh', '一种锂离子电池及其制备方法'],
  ['de', 'Vorrichtung mit einem Gehäuse und der Welle'],
  ['fr', 'Dispositif selon la revendication et une plaque'],
  ['ru', 'Аккумуляторная батарея'],
  ['und', '123 (10) %'],
  ['und', ''],
])('tells %s of %j', (language, text) => {
  expect(detectLanguage(text)).toBe(language);
});

it('makes the same bigrams wherever the spaces stand', () => {
  const pairs = bigrams('차량 실내의 (10) 공기');
  expect(bigrams('차량실내의10공 기')).toEqual(pairs);
  expect(pairs[0]).toBe('차'.charCodeAt(0) * 65536 + '량'.charCodeAt(0));
  expect(bigrams('').length).toBe(0);
});
