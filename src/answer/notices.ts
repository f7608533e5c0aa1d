import { describe, type SimsaError } from '../core/index.js';
import type { Notice } from './types.js';

/** Why the extractive answer stands in for the generator's. */
export function fellBackBecause(error: SimsaError): Notice {
  const [en, ko] = [
    describe(error.code, error.details, 'en').message,
    describe(error.code, error.details, 'ko').message,
  ];
  return {
    code: error.code,
    en: `${en} The answer below is quoted from the documents instead.`,
    ko: `${ko} 아래 답은 문헌에서 그대로 인용한 것입니다.`,
  };
}
