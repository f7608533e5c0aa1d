export { type DescribedClaims, describeClaims } from './describe-claims.js';
export { type ExamineOptions, type ExamineSources, examine } from './examine.js';
export { queryText } from './prior-art.js';
export { type ApplicationFile, readApplication, readDocument } from './read-application.js';
export { type ReportFormat, renderReport } from './report.js';
export type * from './types.js';
