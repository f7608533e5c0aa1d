import type { Command } from 'commander';
import { formatAddress } from '../../core/index.js';
import { type AskEvent, type AskResult, answerToMarkdown } from '../../simsa.js';
import { BATCH_EXIT, runBatch } from '../batch.js';
import { type GlobalOptions, type Run, withSimsa } from '../context.js';
import { wholeNumber } from '../options.js';
import { bold, clip, dim, printJson, printLines, say } from '../terminal.js';
import { type Wording, wordingIn } from '../wording.js';

interface AskOptions {
  readonly documents: number;
  readonly batch?: string;
  readonly markdown?: boolean;
}

export function registerAsk(program: Command, wording: Wording): void {
  program
    .command('ask')
    .argument('[question...]', wording('a question in Korean or English', '한국어 또는 영어 질문'))
    .description(
      wording(
        'answer from the stored documents, every sentence with its paragraph',
        '저장된 문헌으로 답하고, 문장마다 근거 단락을 표시',
      ),
    )
    .option('--documents <n>', wording('documents to look into', '살펴볼 문헌 수'), wholeNumber(1, 100), 8)
    .option(
      '--markdown',
      wording('print the answer as Markdown with its references', '답변을 참고 문헌과 함께 Markdown으로 출력'),
    )
    .option(
      '--batch <file>',
      wording(
        `one question a line in, one JSON a line out; ${BATCH_EXIT.en}`,
        `한 줄에 질문 하나, 출력도 한 줄에 JSON 하나. ${BATCH_EXIT.ko}`,
      ),
    )
    .action(async (words: string[], options: AskOptions, self: Command) => {
      await withSimsa(self.optsWithGlobals<GlobalOptions>(), 'read', (run) => ask(run, words.join(' '), options));
    });
}

async function ask(run: Run, question: string, options: AskOptions): Promise<void> {
  const { settings, signal, wording } = run;
  if (options.batch !== undefined) {
    const { language } = settings;
    return runBatch(options.batch, { language, signal }, (line) => answer(run, line, options));
  }
  const shows = !settings.json && process.stderr.isTTY === true;
  const result = await answer(run, question, options, shows ? (event) => showStep(event, wording) : undefined);
  if (!result) return;
  if (settings.json) await printJson(result);
  else if (options.markdown) printLines(answerToMarkdown(result));
  else printAnswer(result);
}

async function answer(
  { simsa, signal }: Run,
  question: string,
  options: AskOptions,
  show: (event: AskEvent) => void = () => {},
): Promise<AskResult | null> {
  let result: AskResult | null = null;
  for await (const event of simsa.ask({ question, documents: options.documents }, { signal })) {
    show(event);
    if (event.type === 'done') result = event.result;
  }
  return result;
}

/** The four steps as they happen, for whoever watches. */
function showStep(event: AskEvent, wording: Wording): void {
  if (event.type === 'documents')
    say(dim(wording(`① ${event.documents.length} documents`, `① 문헌 ${event.documents.length}건`)));
  else if (event.type === 'paragraphs')
    say(dim(wording(`② ${event.paragraphs.length} paragraphs`, `② 단락 ${event.paragraphs.length}개`)));
  else if (event.type === 'ground') say(dim(`③ ${event.ground.publication} ${clip(event.ground.title, 70)}`));
}

/** The answer in its own language, as the question was asked. */
function printAnswer({ answer, refused, paragraphs }: AskResult): void {
  const wording = wordingIn(answer.language === 'ko' ? 'ko' : 'en');
  if (refused) {
    printLines(wording('The stored documents do not answer this.', '저장된 문헌에서 답을 찾지 못했습니다.'));
    if (paragraphs.length > 0) printLines(wording('The closest paragraphs:', '가장 가까운 단락:'));
    for (const { span, title } of paragraphs)
      printLines('', `  ${formatAddress(span, answer.language)}  ${dim(clip(title, 60))}`, `  ${clip(span.text, 200)}`);
    return;
  }
  for (const { text, numbers } of answer.sentences)
    printLines(`${text.replace(/\s+/g, ' ')} ${bold(numbers.map((number) => `[${number}]`).join(''))}`);
  printLines('');
  for (const { number, address, title } of answer.references)
    printLines(dim(`[${number}] ${address}  ${clip(title, 60)}`));
  if (answer.fellBack) say(wording(answer.fellBack.en, answer.fellBack.ko));
  if (answer.cut > 0)
    say(
      wording(
        `Sentences removed because their citations did not hold: ${answer.cut}`,
        `근거가 확인되지 않아 제외한 문장: ${answer.cut}`,
      ),
    );
}
