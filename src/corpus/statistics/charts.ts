import { type Words, wordsFor } from './words.js';

/** Text as HTML. */
export function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}

/** Words in both languages, of which the page shows one. */
export function both({ en, ko }: Words): string {
  if (en === ko) return escapeHtml(en);
  return `<span class="en" lang="en">${escapeHtml(en)}</span><span class="ko" lang="ko">${escapeHtml(ko)}</span>`;
}

export interface Bar {
  readonly label: Words;
  readonly value: number;
  readonly shown: string;
}

const BAR = { height: 24, gap: 8, labels: 270, values: 96, width: 900 };

/** Horizontal bars with their names before and their figures behind them, as inline SVG. */
export function barChart(bars: readonly Bar[], title: Words): string {
  const most = Math.max(1, ...bars.map(({ value }) => value));
  const room = BAR.width - BAR.labels - BAR.values;
  const rows = bars.map(({ label, value, shown }, at) => {
    const y = at * (BAR.height + BAR.gap);
    const length = Math.max(value > 0 ? 2 : 0, Math.round((room * value) / most));
    const middle = y + BAR.height / 2;
    return `<rect class="track" x="${BAR.labels}" y="${y}" width="${room}" height="${BAR.height}" rx="4"/>
<rect class="bar" x="${BAR.labels}" y="${y}" width="${length}" height="${BAR.height}" rx="4"/>
${svgText(label, { x: BAR.labels - 12, y: middle, anchor: 'end' })}
<text class="figure" x="${BAR.labels + room + 10}" y="${middle}">${escapeHtml(shown)}</text>`;
  });
  const height = Math.max(1, bars.length * (BAR.height + BAR.gap) - BAR.gap);
  return svg({ width: BAR.width, height, title }, rows.join('\n'));
}

const COLUMN = { width: 760, height: 220, foot: 26, head: 18, gap: 6 };

/** Columns over a scale, as inline SVG. */
export function columnChart(bars: readonly Bar[], title: Words): string {
  const most = Math.max(1, ...bars.map(({ value }) => value));
  const step = COLUMN.width / Math.max(1, bars.length);
  const room = COLUMN.height - COLUMN.foot - COLUMN.head;
  const columns = bars.map(({ label, value, shown }, at) => {
    const height = Math.max(value > 0 ? 2 : 0, Math.round((room * value) / most));
    const top = COLUMN.head + room - height;
    const middle = Math.round(at * step + step / 2);
    const width = Math.round(step - COLUMN.gap);
    return `<rect class="bar" x="${Math.round(at * step + COLUMN.gap / 2)}" y="${top}" width="${width}" height="${height}" rx="3"/>
<text class="figure small" text-anchor="middle" x="${middle}" y="${top - 8}">${escapeHtml(shown)}</text>
${svgText(label, { x: middle, y: COLUMN.height - 8, anchor: 'middle', small: true })}`;
  });
  return svg({ width: COLUMN.width, height: COLUMN.height, title }, columns.join('\n'));
}

/** One strip that is parted by shares, with a legend below. */
export function strip(
  parts: readonly { readonly key: string; readonly value: number; readonly shown: string }[],
): string {
  const whole = parts.reduce((sum, { value }) => sum + value, 0) || 1;
  const pieces = parts.map(
    ({ value }, at) => `<i class="tone${at % TONES}" style="flex:${(value / whole).toFixed(5)}"></i>`,
  );
  const legend = parts.map(
    ({ key, value, shown }, at) =>
      `<li><b class="tone${at % TONES}"></b>${both(wordsFor(key))} <span class="figure">${escapeHtml(shown)}</span> <span class="soft">${percent(value / whole)}</span></li>`,
  );
  return `<div class="strip">${pieces.join('')}</div><ul class="legend">${legend.join('')}</ul>`;
}

/** Colours that a strip has before they come again. */
const TONES = 8;

export function percent(share: number): string {
  const value = share * 100;
  return `${value > 0 && value < 0.1 ? value.toFixed(2) : value.toFixed(1)}%`;
}

interface TextPlace {
  readonly x: number;
  readonly y: number;
  readonly anchor: 'end' | 'middle';
  readonly small?: boolean;
}

function svgText({ en, ko }: Words, { x, y, anchor, small }: TextPlace): string {
  const line = (language: string, text: string) =>
    `<text class="${language}${small ? ' small' : ''}" text-anchor="${anchor}" x="${x}" y="${y}">${escapeHtml(text)}</text>`;
  return en === ko ? line('name', en) : `${line('en', en)}${line('ko', ko)}`;
}

function svg({ width, height, title }: { width: number; height: number; title: Words }, content: string): string {
  const name = escapeHtml(`${title.ko} / ${title.en}`);
  return `<svg viewBox="0 0 ${width} ${height}" role="img" aria-label="${name}">${content}</svg>`;
}
