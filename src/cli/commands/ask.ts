import type { Command } from 'commander';
import { formatAddress } from '../../core/index.js';
import type { AskEvent, AskResult } from '../../simsa.js';
import { answerToMarkdown } from '../../simsa.js';
import { type GlobalOptions, type Run, withSimsa } from '../context.js';
import { readBatch } from '../input.js';
import { bold, clip, dim, printJson, printLines, say } from '../terminal.js';
import { positive } from './search.js';

interface AskOptions {
  readonly documents: number;
  readonly batch?: string;
  readonly markdown?: boolean;
}

export function registerAsk(program: Command): void {
  program
    .command('ask')
    .argument('[question...]', 'a question in Korean or English')
    .description('answer from the stored documents, every sentence with its paragraph')
    .option('--documents <n>', 'documents to look into', positive, 8)
    .option('--markdown', 'print the answer as Markdown with its references')
    .option('--batch <file>', 'one question a line, one JSON a line out')
    .action(async (words: string[], options: AskOptions, self: Command) => {
      await withSimsa(self.optsWithGlobals<GlobalOptions>(), 'read', async (run) => {
        if (options.batch) {
          for await (const question of readBatch(options.batch))
            printJson(await answer(run, question, options, () => {}));
          return;
        }
        const quiet = run.settings.json || options.markdown;
        const result = await answer(
          run,
          words.join(' '),
          options,
          quiet ? () => {} : (event) => showStep(event, run.settings.language),
        );
        if (run.settings.json) printJson(result);
        else if (options.markdown) printLines(result ? answerToMarkdown(result) : '');
        else printAnswer(result);
      });
    });
}

async function answer(
  { simsa, signal }: Run,
  question: string,
  options: AskOptions,
  show: (event: AskEvent) => void,
): Promise<AskResult | null> {
  let result: AskResult | null = null;
  for await (const event of simsa.ask({ question, documents: options.documents }, { signal })) {
    show(event);
    if (event.type === 'done') result = event.result;
  }
  return result;
}

function showStep(event: AskEvent, language: 'ko' | 'en'): void {
  const korean = language === 'ko';
  if (event.type === 'documents')
    say(dim(korean ? `① 문헌 ${event.documents.length}건` : `① ${event.documents.length} documents`));
  else if (event.type === 'paragraphs')
    say(dim(korean ? `② 단락 ${event.paragraphs.length}개` : `② ${event.paragraphs.length} paragraphs`));
  else if (event.type === 'ground') say(dim(`③ ${event.ground.publication} ${clip(event.ground.title, 70)}`));
  else if (event.type === 'restart') say(korean ? event.reason.ko : event.reason.en);
}

function printAnswer(result: AskResult | null): void {
  if (!result) return;
  const korean = result.answer.language === 'ko';
  if (result.refused) {
    printLines(
      korean
        ? '저장된 문헌에서 답을 찾지 못했습니다. 가장 가까운 단락:'
        : 'The stored documents do not answer this. The closest paragraphs:',
    );
    for (const { span, title } of result.paragraphs)
      printLines(
        '',
        `  ${formatAddress(span, result.answer.language)}  ${dim(clip(title, 60))}`,
        `  ${clip(span.text, 200)}`,
      );
    return;
  }
  printLines('');
  for (const { text, numbers } of result.answer.sentences)
    printLines(`${text.replace(/\s+/g, ' ')} ${bold(numbers.map((number) => `[${number}]`).join(''))}`);
  printLines('');
  for (const { number, address, title } of result.answer.references)
    printLines(dim(`[${number}] ${address}  ${clip(title, 60)}`));
  if (result.answer.cut > 0)
    say(
      korean
        ? `근거가 맞지 않아 뺀 문장: ${result.answer.cut}`
        : `Sentences cut because their evidence did not hold: ${result.answer.cut}`,
    );
}
