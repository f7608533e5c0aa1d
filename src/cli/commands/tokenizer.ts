import type { Command } from 'commander';
import type { Wording } from '../wording.js';
import { registerExtractNouns } from './extract-nouns.js';
import { registerTrainTokenizer } from './tokenizer-train.js';
import { registerUseTokenizer } from './tokenizer-use.js';

export function registerTokenizer(program: Command, wording: Wording): void {
  const tokenizer = program
    .command('tokenizer')
    .description(wording('nouns, subwords and ids of texts', '명사 추출, 서브워드, 토큰화'));
  registerExtractNouns(tokenizer, wording);
  registerTrainTokenizer(tokenizer, wording);
  registerUseTokenizer(tokenizer, wording);
}
