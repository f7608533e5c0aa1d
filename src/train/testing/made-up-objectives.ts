import { decoderOfSize, encoderOfSize, formatDecoderConfig, formatEncoderConfig } from '../../model/index.js';
import type { ObjectiveName } from '../pretrain/objectives/objectives.js';
import type { PretrainSettings } from '../pretrain/settings.js';
import { SETTINGS } from './made-up-run.js';
import { WORDS } from './made-up-tokens.js';

const VOCABULARY = WORDS + 5;
/** Wider starts than BERT's, which networks as narrow as these would not leave for long. */
const WIDE_START = 0.2;

const ENCODER = {
  ...encoderOfSize('mini', VOCABULARY, 'rotary'),
  ...{ hiddenSize: 32, layers: 1, heads: 2, feedForwardSize: 64, maxPositions: 64, initializerRange: WIDE_START },
};

const DECODER = {
  ...decoderOfSize('mini', VOCABULARY),
  ...{ hiddenSize: 16, layers: 1, heads: 2, keyValueHeads: 1, headSize: 8, feedForwardSize: 32, maxPositions: 64 },
};

const encoderFile = JSON.parse(formatEncoderConfig(ENCODER, 'ForMaskedLM'));
const decoderFile = JSON.parse(formatDecoderConfig(DECODER));

/** Settings of a run of seconds for an objective. */
export function madeUpSettings(objective: ObjectiveName, change: Partial<PretrainSettings> = {}): PretrainSettings {
  const config = objective === 'causal' ? decoderFile : encoderFile;
  return { ...SETTINGS, objective, config, rate: 5e-3, ...change };
}
