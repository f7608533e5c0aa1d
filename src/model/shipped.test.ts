import { statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTokenizer, SHIPPED_TOKENIZER } from '../tokenizer/index.js';
import { describeModel, type Encoder, openEncoder, openEncoderFolder, SHIPPED_MODEL } from './index.js';

let encoder: Encoder;
beforeAll(async () => {
  encoder = await openEncoder(SHIPPED_MODEL);
});
afterAll(() => encoder.close());

describe('the model that ships', () => {
  test('is what its card says, with the tokenizer that ships', () => {
    expect(describeModel(SHIPPED_MODEL)).toMatchObject({
      kind: 'encoder',
      format: 'onnx-int8',
      licence: 'Apache-2.0',
      can: ['embed', 'fill'],
      tokenizer: openTokenizer(SHIPPED_TOKENIZER).hash,
    });
    expect(openEncoderFolder(SHIPPED_MODEL).tensors().names.length).toBeGreaterThan(50);
  });

  test('is small: less than 30 MB to use', () => {
    const bytes = ['model.onnx', 'static.safetensors'].map((name) => statSync(join(SHIPPED_MODEL, name)).size);
    expect(bytes.reduce((sum, size) => sum + size, 0)).toBeLessThan(30e6);
  });

  test.each([
    ['상기 배터리의 전압을 측정하는 [MASK]를 포함한다.', '센서|장치|회로|단계'],
    ['상기 [MASK]에 저장된 명령어를 실행하는 프로세서', '메모리|저장|장치|서버'],
    ['제1항에 [MASK], 상기 전극은 금속을 포함하는 것을 특징으로 하는 장치', '따라'],
    ['A method according to [MASK] 1, wherein the metal is copper.', 'claim'],
    ['The battery includes a positive electrode and a negative [MASK].', 'electrode|pole'],
  ])('fills %s', async (text, wanted) => {
    const [candidates] = await encoder.fill(text, { limit: 5 });
    expect(candidates!.map(({ word }) => word).join(' ')).toMatch(new RegExp(wanted));
  });

  test('sets texts of one matter beside each other, across languages too', async () => {
    const texts = [
      '리튬 이차 전지용 양극 활물질 및 그 제조 방법',
      'Cathode active material for a lithium secondary battery and method for producing it',
      '차량용 브레이크 제어 장치',
      'Method for treating inflammatory bowel disease with an antibody',
    ];
    const [korean, english, ...others] = (await encoder.embed(texts)).map(({ vector }) => vector);
    const likeness = (other: Float32Array) => korean!.reduce((sum, value, at) => sum + value * other[at]!, 0);
    for (const other of others) expect(likeness(english!)).toBeGreaterThan(likeness(other) + 0.05);
  });
});
