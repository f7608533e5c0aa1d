import { Argument, Command, CommanderError, Option } from 'commander';
import { describe, expect, it } from 'vitest';
import { misused } from './misuse.js';
import { date, wholeNumber } from './options.js';

/** What the parser itself says to a command line, so that new words of its makers are noticed here. */
function reason(words: readonly string[], language: 'ko' | 'en'): unknown {
  const command = new Command('read')
    .addArgument(new Argument('<number>'))
    .addOption(new Option('--limit <n>').argParser(wholeNumber(1, 100)))
    .addOption(new Option('--from <date>').argParser(date))
    .addOption(new Option('--format <format>').choices(['html', 'json']))
    .allowExcessArguments(false)
    .exitOverride()
    .configureOutput({ outputError: () => {} });
  const program = new Command('simsa').addCommand(command).exitOverride();
  program.configureOutput({ outputError: () => {} });
  try {
    program.parse(words, { from: 'user' });
  } catch (thrown) {
    if (thrown instanceof CommanderError) return misused(thrown, language).details.reason;
  }
  return null;
}

describe('a command line the parser refuses', () => {
  it.each([
    [['raed'], '없는 명령입니다: raed (혹시 read?)'],
    [['read', '--lmit', '3'], '없는 옵션입니다: --lmit (혹시 --limit?)'],
    [['read'], '인자가 빠졌습니다: number'],
    [['read', '1', '--limit'], '옵션의 값이 빠졌습니다: --limit <n>'],
    [['read', '1', '--limit', 'many'], '옵션의 값이 올바르지 않습니다: --limit <n> "many" (1부터 100까지의 정수)'],
    [
      ['read', '1', '--from', 'soon'],
      '옵션의 값이 올바르지 않습니다: --from <date> "soon" (2019, 2019-08, 2019-08-19 같은 날짜)',
    ],
    [['read', '1', '--format', 'pdf'], '옵션의 값이 올바르지 않습니다: --format <format> "pdf" (html, json 중 하나)'],
    [['read', '1', '2'], '인자가 너무 많습니다: read (2개, 최대 1개)'],
  ])('is told about %s in Korean without an English word of the parser', (words, korean) => {
    expect(reason(words, 'ko')).toBe(korean);
    expect(reason(words, 'en')).toMatch(/^[a-z]/);
  });
});
