import { expect, test } from 'vitest';
import { type DecoderSize, decoderOfSize } from '../config.js';
import type { DecoderPrecision } from './network.js';
import { checkServable } from './servable.js';

const check = (size: DecoderSize, precision: DecoderPrecision) => () =>
  checkServable(decoderOfSize(size, 32_000), precision, 'x');
const coded = (code: string) => expect.objectContaining({ code });

test('what does not fit into one file is named with its size', () => {
  expect(check('1b', 'int8')).not.toThrow();
  expect(check('1b', 'fp32')).toThrow(coded('model.too-large'));
  expect(check('8.8b', 'int4')).toThrow(coded('model.too-large'));
});

test('heads that the runtime cannot serve are named', () => {
  const config = { ...decoderOfSize('mini', 300), headSize: 24 };
  expect(() => checkServable(config, 'int8', 'x')).toThrow(coded('model.bad-config'));
});
