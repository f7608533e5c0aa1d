import type { CommanderError } from 'commander';
import { SimsaError } from '../core/index.js';

/** What the parser says and may say at the end of it, and the same in Korean; `$1`… are the parts in brackets. */
const IN_KOREAN: readonly (readonly [RegExp, string])[] = [
  [/^unknown command '(.+?)'/, '없는 명령입니다: $1'],
  [/^unknown option '(.+?)'/, '없는 옵션입니다: $1'],
  [/^missing required argument '(.+?)'/, '인자가 빠졌습니다: $1'],
  [/^option '(.+?)' argument missing/, '옵션의 값이 빠졌습니다: $1'],
  [/^option '(.+?)' argument '(.*?)' is invalid\./, '옵션의 값이 올바르지 않습니다: $1 "$2"'],
  [
    /^too many arguments for '(.+?)'\. Expected (\d+) arguments? but got (\d+)\./,
    '인자가 너무 많습니다: $1 ($3개, 최대 $2개)',
  ],
  [/^too many arguments\. Expected (\d+) arguments? but got (\d+)\./, '인자가 너무 많습니다($2개, 최대 $1개)'],
  [/ ?\(Did you mean (?:one of )?(.+?)\?\)$/, ' (혹시 $1?)'],
  [/ A whole number from (\d+) to (\d+)\.$/, ' ($1부터 $2까지의 정수)'],
  [/ A whole number from (\d+) up\.$/, ' ($1 이상의 정수)'],
  [/ A date such as (.+) or (.+)\.$/, ' ($1, $2 같은 날짜)'],
  [/ Allowed choices are (.+)\.$/, ' ($1 중 하나)'],
];

/** A command line that the parser refused, with its reason in the reader's language. */
export function misused({ message }: CommanderError, language: 'ko' | 'en'): SimsaError {
  const english = message
    .replace(/^error: /, '')
    .replace(/\s+/g, ' ')
    .trim();
  const korean = () => IN_KOREAN.reduce((text, [pattern, words]) => text.replace(pattern, words), english);
  return new SimsaError('usage.command-line', { reason: language === 'ko' ? korean() : english });
}
