import type { AskResult } from '../../answer/index.js';
import type { Dictionary } from '../i18n/en.js';

/** An answer with its references as Markdown, under the numbers it has on the screen. */
export function answerMarkdown({ question, answer }: AskResult, text: Dictionary): string {
  const sentences = answer.sentences.map(
    (sentence) => `${sentence.text}${sentence.numbers.map((number) => `[${number}]`).join('')}`,
  );
  const references = answer.references.map(
    ({ number, title, address, span }) => `[${number}] ${title}, ${address}: “${span.text}”`,
  );
  return [`**${question}**`, sentences.join(' '), `### ${text.ask.references}`, references.join('\n\n'), ''].join(
    '\n\n',
  );
}
