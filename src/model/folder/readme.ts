import { basename } from 'node:path';
import type { ModelCard } from './card.js';

/** The page that stands beside a model, with the head that Hugging Face's pages read. */
export function readmeOf(path: string, card: ModelCard): string {
  const { licence, parameters, format, classes, words, embeds, staticHash, made } = card;
  const facts = Object.entries(made).map(([name, value]) => `- ${name}: ${formatValue(value)}`);
  return [
    '---',
    'language: [ko, en]',
    ...(licence === null ? [] : [`license: ${licence.toLowerCase()}`]),
    `pipeline_tag: ${classes ? 'text-classification' : words ? 'fill-mask' : 'feature-extraction'}`,
    '---',
    '',
    `# ${basename(path)}`,
    '',
    `An encoder of ${parameters.toLocaleString('en')} parameters, written by Simsa (${format}).`,
    'Korean text is cut into morphemes before subwords are looked up: `tokenizer/` is the whole tokenizer, and',
    '`tokenizer.json` only its second stage, for text whose units already have blanks between them.',
    '',
    ...(staticHash === null ? [] : [...STATIC, `\`simsa model embed\` gives: ${embeds}.`, '']),
    ...(classes ? [`Classes${classes.multiple ? ' (several a text)' : ''}: ${classes.labels.join(', ')}`, ''] : []),
    ...facts,
    '',
  ].join('\n');
}

const STATIC = [
  '`static.safetensors` holds a vector for each token (8 bits, a scale a row): their sum stands for a text without the',
  'network.',
];

function formatValue(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : JSON.stringify(value);
}
