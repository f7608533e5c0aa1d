import { describe, expect, test } from 'vitest';
import { DECODER_SIZES, decoderOfSize, formatDecoderConfig, parseDecoderConfig } from './decoder/config.js';
import { decoderParameters } from './decoder/parameters.js';
import {
  ENCODER_SIZES,
  type EncoderSize,
  encoderOfSize,
  formatEncoderConfig,
  parseEncoderConfig,
} from './encoder/config.js';
import { encoderParameters } from './encoder/parameters.js';
import { countParameters } from './parameters.js';
import { planTraining } from './plan.js';

test('BERT base with its own vocabulary has the published number of parameters', () => {
  // Without heads and pooler; 109,482,240 with the pooler (Devlin et al. 2019 say 110 M).
  expect(countParameters(encoderParameters(encoderOfSize('base', 30522)))).toBe(109_482_240 - (768 * 768 + 768));
});

test('a decoder of EXAONE 3.0 has the published number of parameters', () => {
  expect(countParameters(decoderParameters(decoderOfSize('7.8b', 102_400)))).toBe(7_818_448_896);
});

test("the office's size is 8.8 billion", () => {
  expect(countParameters(decoderParameters(decoderOfSize('8.8b', 131_072))) / 1e9).toBeCloseTo(8.8, 1);
});

test('no two parameters share a name', () => {
  const names = encoderParameters(encoderOfSize('mini', 100)).map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
});

describe('configurations', () => {
  test.each(Object.keys(ENCODER_SIZES) as EncoderSize[])('an encoder of size %s is read as it was written', (size) => {
    const config = encoderOfSize(size, 21_400);
    expect(parseEncoderConfig(formatEncoderConfig(config, 'Model'), 'config.json')).toEqual(config);
  });

  test.each(Object.keys(DECODER_SIZES) as (keyof typeof DECODER_SIZES)[])('a decoder of size %s likewise', (size) => {
    const config = decoderOfSize(size, 32_000);
    expect(parseDecoderConfig(formatDecoderConfig(config), 'config.json')).toEqual(config);
  });

  test.each([
    ['no JSON', '{', 'not JSON'],
    ['another family', '{"model_type":"roberta"}', 'model_type'],
    ['a missing field', '{"model_type":"bert","vocab_size":10}', 'hidden_size'],
    ['heads that do not divide', oddHeads(), 'num_attention_heads'],
  ])('%s is named', (_, text, reason) => {
    expect(() => parseEncoderConfig(text, 'x/config.json')).toThrow(
      expect.objectContaining({
        code: 'model.bad-config',
        details: { path: 'x/config.json', reason: expect.stringContaining(reason) },
      }),
    );
  });
});

function oddHeads(): string {
  return formatEncoderConfig({ ...encoderOfSize('mini', 10), heads: 3 }, 'Model');
}

describe('a plan', () => {
  const request = {
    model: { kind: 'decoder', size: '7.8b' },
    vocabularySize: 102_400,
    tokens: 8e12,
    sequenceLength: 4096,
    batch: 1,
    precision: 'mixed',
    cluster: { devices: 512, teraflops: 989, utilisation: 0.4, pricePerHour: 2 },
  } as const;

  test('counts operations as is usual: six a parameter and token, and a little for attention', () => {
    const { flopsPerToken, parameters } = planTraining(request);
    const ratio = flopsPerToken / (6 * parameters.total);
    expect(ratio).toBeGreaterThan(0.95);
    expect(ratio).toBeLessThan(1.15);
  });

  test('adds its memory up and prices its hours', () => {
    const { memory, hours, cost } = planTraining(request);
    expect(memory.total).toBe(memory.weights + memory.gradients + memory.optimiser + memory.activations);
    expect(cost).toBeCloseTo(hours * 512 * 2);
  });

  test('twice the devices halve the time and leave the price', () => {
    const twice = planTraining({ ...request, cluster: { ...request.cluster, devices: 1024 } });
    expect(twice.hours).toBeCloseTo(planTraining(request).hours / 2);
    expect(twice.cost).toBeCloseTo(planTraining(request).cost ?? 0);
  });

  test('without a number of tokens takes twenty a parameter and says so', () => {
    const plan = planTraining({ ...request, tokens: null });
    expect(plan.tokens).toBe(20 * plan.parameters.total);
    expect(plan.assumptions[0]).toContain('20 tokens a parameter');
  });
});
