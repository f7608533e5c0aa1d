import { reportHtml } from './report-html.js';
import { reportMarkdown } from './report-markdown.js';
import type { Examination } from './types.js';

export type ReportFormat = 'json' | 'markdown' | 'html';

/** An examination as a report, in Korean for a Korean application and in English for any other. */
export function renderReport(examination: Examination, format: ReportFormat): string {
  switch (format) {
    case 'json':
      return `${JSON.stringify(examination, null, 2)}\n`;
    case 'markdown':
      return reportMarkdown(examination);
    case 'html':
      return reportHtml(examination);
  }
}
