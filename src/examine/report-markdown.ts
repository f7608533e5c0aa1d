import type { ProposedSymbol } from '../classify/index.js';
import type { Hit } from '../search/index.js';
import { kindInWords } from './describe-claims.js';
import {
  addressOf,
  type ClaimChart,
  type ClaimNode,
  dateOf,
  excerpt,
  percent,
  type ReportParts,
  reportParts,
} from './report-parts.js';
import type { ChartCell, Examination } from './types.js';

const LONGEST_QUOTE = 160;
const LONGEST_CLAIM = 200;

/** The report of an examination as Markdown. */
export function reportMarkdown(examination: Examination): string {
  const parts = reportParts(examination);
  const { words } = parts;
  const blocks = [
    `# ${words.report}`,
    `*${words.lead}*`,
    parts.facts.map(([name, value]) => `- **${name}:** ${plainly(value)}`).join('\n'),
    `## ${words.claims}`,
    parts.tree.map((node) => claimLines(node, parts, 0)).join('\n'),
    `## ${words.issues}`,
    findings(parts),
    `## ${words.classes}`,
    classes(examination.symbols, parts),
    `## ${words.priorArt}`,
    documents(parts.documents, parts) || words.noPriorArt,
    ...(parts.earlier
      ? [`## ${words.earlier}`, `*${words.earlierLead}*`, documents(parts.earlier, parts) || words.noEarlier]
      : []),
    `## ${words.chart}`,
    `*${parts.columns.length ? words.chartLead : words.noChart}*`,
    ...parts.independentCharts.map((chart) => chartTable(chart, parts)),
    ...(parts.dependentCharts.length ? [`### ${words.dependents}`] : []),
    ...parts.dependentCharts.map((chart) => chartTable(chart, parts)),
    `## ${words.notes}`,
    parts.notes.map((note) => `- ${note}`).join('\n'),
  ];
  return `${blocks.join('\n\n')}\n`;
}

function claimLines({ claim, issues, children }: ClaimNode, parts: ReportParts, depth: number): string {
  const { words } = parts;
  const indent = '  '.repeat(depth);
  const lines = [
    `${indent}- **${words.claim(claim.number)}** (${kindInWords(claim, words)}) ${plainly(excerpt(claim.text, LONGEST_CLAIM))}`,
    ...issues.map(({ text }) => `${indent}  - ⚠ ${plainly(text)}`),
    ...children.map((child) => claimLines(child, parts, depth + 1)),
  ];
  return lines.join('\n');
}

function findings({ findings: found, words }: ReportParts): string {
  if (!found.length) return words.noIssues;
  return found.map(({ text, basis }) => `- ${plainly(text)}${basis ? ` (${basis})` : ''}`).join('\n');
}

function classes(symbols: readonly ProposedSymbol[], { words }: ReportParts): string {
  if (!symbols.length) return words.noClasses;
  const rows = bestSymbols(symbols).map(({ scheme, level, symbol, score, supporters }) =>
    row([scheme, words.levels[level]!, symbol, percent(score), supporters.slice(0, 3).join(', ')]),
  );
  return table(['', words.level, words.symbol, words.share, words.supporters], rows);
}

/** The best three of each scheme and level. */
export function bestSymbols(symbols: readonly ProposedSymbol[]): ProposedSymbol[] {
  const taken = new Map<string, number>();
  return symbols.filter(({ scheme, level }) => {
    const key = `${scheme} ${level}`;
    const rank = (taken.get(key) ?? 0) + 1;
    taken.set(key, rank);
    return rank <= 3;
  });
}

function documents(hits: readonly Hit[], parts: ReportParts): string {
  const { words, columns } = parts;
  if (!hits.length) return '';
  const rows = hits.map((hit, index) => {
    const { publication, title, facts } = hit;
    return row([
      columns.includes(publication) ? `D${columns.indexOf(publication) + 1}` : String(index + 1),
      publication,
      plainly(title),
      dateOf(hit, parts),
      plainly(facts.applicants.join(', ')),
      facts.classes.slice(0, 3).join(', '),
    ]);
  });
  return table(['', words.document, words.title, words.published, words.applicants, words.classified], rows);
}

function chartTable({ claim, rows }: ClaimChart, parts: ReportParts): string {
  const { words, columns } = parts;
  const head = [words.element, ...columns.map((publication, index) => `D${index + 1} ${publication}`)];
  const body = rows.map(({ label, text, cells }) =>
    row([
      `**${label}** ${plainly(text)}`,
      ...columns.map((column) =>
        cellText(
          cells.find(({ publication }) => publication === column),
          parts,
        ),
      ),
    ]),
  );
  return `### ${words.claim(claim.number)}\n\n${table(head, body)}`;
}

function cellText(cell: ChartCell | undefined, { words, language }: ReportParts): string {
  const [span] = cell?.spans ?? [];
  if (!cell || !span) return `– ${words.nothing}`;
  const others = cell.spans.slice(1).map((other) => addressOf(other, language));
  const more = others.length ? `; ${others.join('; ')}` : '';
  return `${percent(cell.coverage)} “${plainly(excerpt(span.text, LONGEST_QUOTE))}” (${addressOf(span, language)}${more})`;
}

function table(head: readonly string[], rows: readonly string[]): string {
  return [row(head), row(head.map(() => '---')), ...rows].join('\n');
}

function row(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}

/** Text that stands in Markdown and in a table cell as it is. */
function plainly(text: string): string {
  return text.replace(/\s*\n\s*/g, ' ').replace(/([\\`*_[\]<>|#])/g, '\\$1');
}
