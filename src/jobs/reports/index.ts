export { readAccess, type AccessReport } from './access.ts';
export { accessText, summary as accessSummary } from './accessText.ts';
export { administrated, readActivity, type ActivityReport } from './activity.ts';
export { activityRecords, activityTable, activityText, inactiveSentence } from './activityText.ts';
export { csv, plainMarkdown } from './table.ts';
export { list, type Made } from './words.ts';
export type { ReportGitHub, ReportParts } from './types.ts';
