import { type ClassLevel, normaliseSymbol, SimsaError, symbolAt } from '../../core/index.js';
import { openEncoder, openEncoderFolder, type TextScores } from '../../workshop.js';
import { runBatch } from '../batch.js';
import type { Task } from '../context.js';
import { readInput } from '../input.js';
import { bold, printJson, printLines, say } from '../terminal.js';

export interface ModelRequest {
  readonly file: string | undefined;
  readonly batch: string | undefined;
  /** Folder of the classifier. */
  readonly model: string;
}

/** Scores below this are not shown. */
const LEAST_SCORE = 0.02;
/** Deepest first. */
const LEVELS: readonly ClassLevel[] = ['subgroup', 'subclass', 'class', 'section'];

/** `simsa classify --model`: a text's classes as a fine-tuned model gives them, without a store. */
export async function classifyByModel({ settings, signal, wording }: Task, { file, batch, model }: ModelRequest) {
  const { classes } = openEncoderFolder(model);
  if (!classes) throw new SimsaError('model.no-head', { path: model, head: 'classes' }, { file: model });
  const encoder = await openEncoder(model);
  const classify = async (text: string) => {
    if (text.trim() === '') throw new SimsaError('usage.no-input');
    const [scores] = await encoder.classify([text]);
    return classification(scores!, classes.scheme);
  };
  try {
    if (batch !== undefined) return await runBatch(batch, { language: settings.language, signal }, classify);
    const { bytes } = await readInput(file);
    const result = await classify(new TextDecoder().decode(bytes));
    if (settings.json) return await printJson(result);
    for (const { label, score } of result.labels) printLines(`${bold(label.padEnd(14))} ${score.toFixed(4)}`);
    if (result.cut) say(wording('The text is longer than the model reads.', '글이 모델이 읽는 길이를 넘습니다.'));
  } finally {
    await encoder.close();
  }
}

/** Labels that are class symbols stand as `simsa classify` gives them, all labels as they were learned. */
function classification({ labels, cut }: TextScores, scheme: 'IPC' | 'CPC' | null) {
  const shown = labels.filter(({ score }, at) => at === 0 || score >= LEAST_SCORE);
  const symbols = shown.flatMap(({ label, score }) => {
    const symbol = normaliseSymbol(label);
    return symbol === null ? [] : [{ scheme: scheme ?? 'CPC', symbol, level: levelOf(symbol), score, supporters: [] }];
  });
  return { symbols, labels: shown, cut };
}

function levelOf(symbol: string): ClassLevel {
  if (symbol.endsWith('/00')) return 'group';
  return LEVELS.find((level) => symbolAt(symbol, level) !== null) ?? 'section';
}
