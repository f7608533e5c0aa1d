import type { Hit } from '../search/index.js';
import { bestSymbols } from './report-markdown.js';
import {
  addressOf,
  type ClaimChart,
  type ClaimNode,
  dateOf,
  excerpt,
  type Finding,
  numbers,
  percent,
  type ReportParts,
  reportParts,
} from './report-parts.js';
import { STYLE } from './report-style.js';
import type { ChartCell, Examination } from './types.js';

const LONGEST_QUOTE = 320;

/** The report of an examination as one HTML page that needs nothing beside itself. */
export function reportHtml(examination: Examination): string {
  const parts = reportParts(examination);
  const { words, language } = parts;
  const title = examination.title || words.untitled;
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="generator" content="Simsa">
<title>${markup(title)} – ${markup(words.report)}</title>
<style>${STYLE}</style>
</head>
<body>
<header>
<p class="kicker">${markup(words.report)}</p>
<h1>${markup(title)}</h1>
<p class="lead">${markup(words.lead)}</p>
<dl class="facts">${parts.facts.map(([name, value]) => `<div><dt>${markup(name)}</dt><dd>${markup(value)}</dd></div>`).join('')}</dl>
</header>
<main>
${section(words.claims, `<ul class="tree">${parts.tree.map((node) => claimItem(node, parts)).join('')}</ul>`)}
${section(words.issues, findings(parts))}
${section(words.classes, classes(examination, parts))}
${section(words.priorArt, documents(parts.documents, parts) || `<p>${markup(words.noPriorArt)}</p>`)}
${earlier(parts)}
${section(words.chart, charts(parts))}
${section(words.notes, `<ul class="notes">${parts.notes.map((note) => `<li>${markup(note)}</li>`).join('')}</ul>`)}
</main>
</body>
</html>
`;
}

function section(title: string, body: string): string {
  return `<section><h2>${markup(title)}</h2>\n${body}</section>`;
}

function claimItem({ claim, issues, children }: ClaimNode, parts: ReportParts): string {
  const { words } = parts;
  const kind = `<span class="kind ${claim.kind}">${markup(words.kinds[claim.kind]!)}</span>`;
  const category =
    claim.kind === 'cancelled' ? '' : ` <span class="category">${markup(words.categories[claim.category]!)}</span>`;
  const refers = claim.refersTo.length
    ? ` <span class="category">· ${markup(words.refersTo)} ${numbers(claim.refersTo)}</span>`
    : '';
  const below = children.length ? `<ul>${children.map((child) => claimItem(child, parts)).join('')}</ul>` : '';
  const marks = issues.map((issue) => `<p class="issue">${finding(issue)}</p>`).join('');
  return `<li><p><strong>${markup(words.claim(claim.number))}</strong> ${kind}${category}${refers}</p><p class="claim">${markup(claim.text)}</p>${marks}${below}</li>`;
}

function finding({ text, basis }: Finding): string {
  return `${markup(text)}${basis ? ` <span class="basis">${markup(basis)}</span>` : ''}`;
}

function findings({ findings: found, words }: ReportParts): string {
  if (!found.length) return `<p>${markup(words.noIssues)}</p>`;
  return `<ul>${found.map((one) => `<li>${finding(one)}</li>`).join('')}</ul>`;
}

function classes({ symbols }: Examination, { words }: ReportParts): string {
  if (!symbols.length) return `<p>${markup(words.noClasses)}</p>`;
  const rows = bestSymbols(symbols).map(
    ({ scheme, level, symbol, score, supporters }) =>
      `<tr><td>${scheme}</td><td>${markup(words.levels[level]!)}</td><td class="mono">${markup(symbol)}</td><td class="number">${bar(score)}</td><td class="mono small">${markup(supporters.slice(0, 4).join(', '))}</td></tr>`,
  );
  const head = ['', words.level, words.symbol, words.share, words.supporters];
  return table(head, rows.join('\n'));
}

function bar(share: number): string {
  return `<span class="bar"><i style="width:${Math.round(share * 100)}%"></i></span>${percent(share)}`;
}

function earlier(parts: ReportParts): string {
  if (parts.earlier === null) return '';
  const { words } = parts;
  const found = documents(parts.earlier, parts) || `<p>${markup(words.noEarlier)}</p>`;
  return section(words.earlier, `<p class="lead">${markup(words.earlierLead)}</p>\n${found}`);
}

function documents(hits: readonly Hit[], parts: ReportParts): string {
  const { words, columns } = parts;
  if (!hits.length) return '';
  const rows = hits.map((hit, index) => {
    const { publication, title, facts } = hit;
    const column = columns.indexOf(publication);
    const rank = column < 0 ? String(index + 1) : `<b>D${column + 1}</b>`;
    return `<tr><td>${rank}</td><td class="mono">${markup(publication)}</td><td>${markup(title)}</td><td class="nowrap">${markup(dateOf(hit, parts))}</td><td>${markup(facts.applicants.join(', '))}</td><td class="mono small">${markup(facts.classes.slice(0, 3).join(', '))}</td></tr>`;
  });
  return table(['', words.document, words.title, words.published, words.applicants, words.classified], rows.join('\n'));
}

function table(head: readonly string[], rows: string): string {
  return `<div class="scroll"><table><thead><tr>${head.map((cell) => `<th>${markup(cell)}</th>`).join('')}</tr></thead><tbody>${rows}</tbody></table></div>`;
}

function charts(parts: ReportParts): string {
  const { words, independentCharts, dependentCharts, columns } = parts;
  if (!columns.length) return `<p>${markup(words.noChart)}</p>`;
  const own = independentCharts.map((chart) => chartTable(chart, parts)).join('\n');
  const others = dependentCharts.map((chart) => chartTable(chart, parts)).join('\n');
  const folded = others ? `<details><summary>${markup(words.dependents)}</summary>${others}</details>` : '';
  return `<p class="lead">${markup(words.chartLead)}</p>\n${own}\n${folded}`;
}

function chartTable({ claim, rows }: ClaimChart, parts: ReportParts): string {
  const { words, columns } = parts;
  const head = columns.map(
    (publication, index) => `<th>D${index + 1}<br><span class="mono small">${markup(publication)}</span></th>`,
  );
  const body = rows.map(({ label, text, cells }) => {
    const tds = columns.map((column) =>
      cellHtml(
        cells.find(({ publication }) => publication === column),
        parts,
      ),
    );
    return `<tr><th scope="row"><span class="label">${markup(label)}</span> ${markup(text)}</th>${tds.join('')}</tr>`;
  });
  return `<h3>${markup(words.claim(claim.number))}</h3><div class="scroll"><table class="chart"><thead><tr><th>${markup(words.element)}</th>${head.join('')}</tr></thead><tbody>${body.join('\n')}</tbody></table></div>`;
}

function cellHtml(cell: ChartCell | undefined, { words, language }: ReportParts): string {
  if (!cell?.spans.length) return `<td class="empty">${markup(words.nothing)}</td>`;
  const [best, ...others] = cell.spans.map(
    (span) =>
      `<blockquote>${markup(excerpt(span.text, LONGEST_QUOTE))}<cite>${markup(addressOf(span, language))}</cite></blockquote>`,
  );
  const folded = others.length
    ? `<details class="more"><summary>${markup(words.more(others.length))}</summary>${others.join('')}</details>`
    : '';
  return `<td style="--share:${cell.coverage.toFixed(2)}"><span class="share">${percent(cell.coverage)}</span>${best}${folded}</td>`;
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function markup(text: string): string {
  return text.replace(/[&<>"']/g, (unit) => ENTITIES[unit]!);
}
