import type { AskResult } from './types.js';

/** The answer as Markdown with its references: what copy and export give, with the numbers shown on screen. */
export function answerToMarkdown({ question, answer, refused, paragraphs }: AskResult): string {
  const korean = answer.language === 'ko';
  if (refused) {
    const closest = paragraphs.map(({ span, title }) => `- ${title} — ${span.publication}: ${oneLine(span.text)}`);
    const head = korean
      ? '저장된 문헌에서 답을 찾지 못했습니다. 가장 가까운 단락:'
      : 'The stored documents do not answer this. The closest paragraphs:';
    return [`**${question}**`, '', head, '', ...closest, ''].join('\n');
  }
  const sentences = answer.sentences.map(
    ({ text, numbers }) => `${oneLine(text)} ${numbers.map((number) => `[${number}]`).join('')}`,
  );
  const references = answer.references.map(({ number, title, address }) => `${number}. ${title} — ${address}`);
  const notice = answer.fellBack ? [`> ${korean ? answer.fellBack.ko : answer.fellBack.en}`, ''] : [];
  return [
    `**${question}**`,
    '',
    ...notice,
    sentences.join(' '),
    '',
    korean ? '참고 문헌' : 'References',
    '',
    ...references,
    '',
  ].join('\n');
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
