export { buildCorpus, readSummary } from './build/build.js';
export { inspectDocument, inspectDrops } from './build/inspect.js';
export { type SplitEvent, type SplitOptions, type SplitReport, splitCorpus } from './build/split.js';
export type { BuildEvent, BuildOptions, BuildReport, CorpusOutput, CorpusSummary } from './build/types.js';
export { listForms, listRules, type RuleLine } from './rules.js';
export { statisticsPage } from './statistics/page.js';
export { type Statistics, type StatisticsRow, statisticsOf } from './statistics/table.js';
export type * from './types.js';
